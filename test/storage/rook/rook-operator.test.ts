import { Calico, Operator, render, RookCeph, RookOperator, type VendoredObject } from 'tripod-iac';
import { files } from '../../../lib/core/render/files';
import { environment } from '../../support/bank';

const IMAGE_SET: VendoredObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rook-csi-operator-image-set-configmap', namespace: 'rook-ceph' },
  data: { plugin: 'quay.io/cephcsi/cephcsi:v3.17.0' },
};
const OPERATOR_CONFIG: VendoredObject = {
  apiVersion: 'csi.ceph.io/v1',
  kind: 'OperatorConfig',
  metadata: { name: 'ceph-csi-operator-config', namespace: 'rook-ceph' },
  spec: { driverSpecDefaults: { imageSet: { name: 'x' }, nodePlugin: { priorityClassName: 'system-node-critical' } } },
};

const vendored = (...objects: VendoredObject[]) => new Map([['rook', { version: '1.20.6', definitions: [], objects }]]);

function operatorOf(props: Parameters<typeof environment>[1]) {
  const production = environment('production', props);
  new Calico(production, 'network');
  new RookCeph(production, 'storage');
  const rendering = render(production);
  const rendered = rendering.components.find(({ component }) => component instanceof RookOperator);
  return { rendering, objects: rendered?.waves.flat().map(({ json }) => json) ?? [] };
}

describe('RookOperator', () => {
  it('is one for the environment', () => {
    const production = environment();
    new RookCeph(production, 'storage');
    expect(RookOperator.in(production)).toBe(RookOperator.in(production));
  });

  it('lets CSI plugins onto tainted hosts, beside what upstream sets', () => {
    const config = operatorOf({ vendored: vendored(IMAGE_SET, OPERATOR_CONFIG) }).objects.find(
      ({ kind }) => kind === 'OperatorConfig',
    );
    expect(config?.['spec']).toMatchObject({
      driverSpecDefaults: {
        imageSet: { name: 'x' },
        nodePlugin: { priorityClassName: 'system-node-critical', tolerations: [{ operator: 'Exists' }] },
      },
    });
  });

  it('reads the images of the drivers from the mirror, vendored or fetched', () => {
    const mirror = 'registry.bank.example/mirror';
    const wanted = `${mirror}/registry.k8s.io/sig-storage/csi-provisioner:v6.2.0`;
    const map = operatorOf({ mirror, vendored: vendored(IMAGE_SET, OPERATOR_CONFIG) }).objects.find(
      ({ kind }) => kind === 'ConfigMap',
    );
    expect(map?.['data']).toMatchObject({ provisioner: wanted });
    const fetched = files(operatorOf({ mirror }).rendering).find(
      ({ path }) => path === 'manifests/04-operators/rook-operator/Kustomization',
    );
    expect(fetched?.text).toContain(`provisioner: ${wanted}`);
    expect(fetched?.text).toContain('name: docker.io/rook/ceph\n');
    expect(fetched?.text).not.toMatch(/: (quay\.io|registry\.k8s\.io)\/\S+:v/);
  });

  it('refuses a vendored release without what it changes', () => {
    expect(() => operatorOf({ vendored: vendored(IMAGE_SET) })).toThrow(
      'got no OperatorConfig ceph-csi-operator-config of csi.ceph.io/v1',
    );
  });

  it('is an operator like any other', () => {
    expect(Operator.isOperator(RookOperator.in(environment())!)).toBe(true);
  });
});
