import { Calico, CsiAddonsOperator, files, render, RookCeph, RookOperator, type VendoredObject } from 'tripod-iac';
import { environment } from '../support/bank';

/** The Deployment as the file at the tag has it, as far as it matters here. */
const DEPLOYMENT: VendoredObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'csi-addons-controller-manager', namespace: 'csi-addons-system' },
  spec: {
    replicas: 1,
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'csi-addons' } },
      spec: {
        containers: [{ name: 'manager', image: 'quay.io/csiaddons/k8s-controller:latest' }],
        serviceAccountName: 'csi-addons-controller-manager',
      },
    },
  },
};

describe('CSI add-ons', () => {
  it('are there before the drivers whose sidecars need their definitions', () => {
    const production = environment();
    const rook = new RookCeph(production, 'storage').needs[0];
    expect(rook).toBe(RookOperator.in(production));
    expect(rook?.needs).toContain(CsiAddonsOperator.in(production));
  });

  it('are turned on where the drivers read it, and not where the guide for mirroring says so', () => {
    const { overrides, settings } = RookOperator.in(environment())!;
    const config = overrides.find(({ kind }) => kind === 'OperatorConfig');
    expect(config?.fields).toMatchObject({
      spec: { driverSpecDefaults: { generateOMapInfo: true, deployCsiAddons: true, enableFencing: true } },
    });
    expect(Object.keys(settings)).not.toContain('rook-ceph-operator-config');
    expect(JSON.stringify(settings)).not.toContain('CSI_ENABLE');
  });

  it('start the image of their version, and are admitted into a restricted namespace', () => {
    const vendored = new Map([['csiAddons', { version: '0.14.0', definitions: [], objects: [DEPLOYMENT] }]]);
    const production = environment('production', { vendored, mirror: 'registry.bank.example/mirror' });
    new Calico(production, 'network');
    CsiAddonsOperator.in(production);
    const objects = render(production).components.flatMap(({ waves }) => waves.flat().map(({ json }) => json));
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    expect(deployment?.['spec']).toMatchObject({
      replicas: 2,
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'csi-addons' } },
        spec: {
          serviceAccountName: 'csi-addons-controller-manager',
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              image: 'registry.bank.example/mirror/quay.io/csiaddons/k8s-controller:v0.14.0',
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    });
  });

  it('are fetched with the same changes where they are not vendored', () => {
    const production = environment();
    new Calico(production, 'network');
    CsiAddonsOperator.in(production);
    const text = files(render(production)).find(
      ({ path }) => path === 'manifests/04-operators/csi-addons/Kustomization',
    )?.text;
    expect(text).toContain('deploy/controller/setup-controller.yaml');
    expect(text).toContain('newTag: v0.14.0');
    expect(text).toContain('image: quay.io/csiaddons/k8s-controller:v0.14.0');
  });
});
