import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type Environment, image, Operator, RELEASES, Stage } from '../../core';

/** Labels of the pods of the controller. */
const LABELS = { 'app.kubernetes.io/name': 'csi-addons' };

/** The controller of what CSI itself does not know: replication of volumes, and fences around storage. */
export class CsiAddonsOperator extends Operator {
  /** The operator of the environment; undefined in a plain App. */
  static in(scope: Construct): CsiAddonsOperator | undefined {
    return Operator.shared(scope, 'csi-addons', (environment) => new CsiAddonsOperator(environment, 'csi-addons'));
  }

  private constructor(environment: Environment, id: string) {
    super(environment, id, {
      stage: Stage.OPERATORS,
      key: 'csiAddons',
      release: RELEASES.csiAddons,
      podSecurity: 'restricted',
      overrides: [CONTROLLER],
    });
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: { name: CONTROLLER.name, namespace: RELEASES.csiAddons.namespace },
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: LABELS } },
    });
  }
}

/**
 * The manifest at the tag starts the image `latest` (only the assets of the release name the version), and lacks what
 * pod security `restricted` asks for. A list is replaced as a whole: the rest is as upstream has it.
 * Source: csi-addons/kubernetes-csi-addons deploy/controller/setup-controller.yaml@v0.14.0.
 */
const CONTROLLER = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'csi-addons-controller-manager',
  fields: {
    spec: {
      // One works by election, the other is there when a failover needs it.
      replicas: 2,
      template: {
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: [
            {
              topologyKey: 'kubernetes.io/hostname',
              maxSkew: 1,
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: LABELS },
            },
          ],
          containers: [
            {
              name: 'manager',
              image: image('csi-addons-controller'),
              command: ['/csi-addons-manager'],
              args: ['--namespace=$(POD_NAMESPACE)', '--leader-elect', '--automaxprocs'],
              env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
              ports: [{ containerPort: 8443, name: 'metrics', protocol: 'TCP' }],
              livenessProbe: { httpGet: { path: '/healthz', port: 8081 }, initialDelaySeconds: 15, periodSeconds: 20 },
              readinessProbe: { httpGet: { path: '/readyz', port: 8081 }, initialDelaySeconds: 5, periodSeconds: 10 },
              resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '1', memory: '512Mi' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              terminationMessagePolicy: 'FallbackToLogsOnError',
            },
          ],
        },
      },
    },
  },
};
