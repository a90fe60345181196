import type { Host } from '../../../landscape';

const NAME = 'tripod-other-side';

/**
 * Policy by which hosts of the other side do not become nodes again, as JSON on one line. Their kubelets have a certificate
 * of the same authority and resolve the same name: those that come back would find the API where it is served now, register
 * themselves, and be given pods in a place that counts as lost.
 */
export function refusal(others: readonly Host[]): string {
  const names = others.map(({ name }) => JSON.stringify(name)).join(', ');
  const policy = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: NAME },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['nodes'] }],
      },
      validations: [
        {
          expression: `!(object.metadata.name in [${names}])`,
          message: 'This host belongs to the side that waits: it stays out until a plan opens that side again.',
        },
      ],
    },
  };
  const binding = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: NAME },
    spec: { policyName: NAME, validationActions: ['Deny'] },
  };
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [policy, binding] });
}
