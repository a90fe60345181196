import { Calico, CephNetwork, Distribution, files, render, RookCeph, type RookCephProps } from 'tripod-iac';
import { daemonConstraints, driverConstraints } from '../../../lib/storage/rook/openshift/constraints';
import { environment } from '../../support/bank';
import { object } from '../../support/objects';

const distribution = Distribution.openshift('4.21');

function platform(props: RookCephProps = {}) {
  const openshift = environment('production', { distribution });
  new Calico(openshift, 'network');
  new RookCeph(openshift, 'storage', props);
  return openshift;
}

const openshift = platform();
const rendering = render(openshift);
const output = files(rendering);
const text = (path: string) => output.find((file) => file.path === path)!.text;
const permissions = openshift.components.find(({ node }) => node.id === 'rook-openshift')!;

describe('the constraints', () => {
  it('are for the service accounts of the namespace', () => {
    const { users } = daemonConstraints('ceph-two', false);
    expect(users).toContain('system:serviceaccount:ceph-two:rook-ceph-osd');
    expect(driverConstraints('ceph-two').users).toContain('system:serviceaccount:ceph-two:ceph-csi-rbd-nodeplugin-sa');
    for (const user of [...users, ...driverConstraints('ceph-two').users]) {
      expect(user).toMatch(/^system:serviceaccount:ceph-two:[a-z-]+$/);
    }
  });

  it.each([true, false])('let daemons onto the network of the hosts only where they stand on it: %s', (onHosts) => {
    const { allowHostNetwork, allowHostPorts } = daemonConstraints('rook-ceph', onHosts);
    expect({ allowHostNetwork, allowHostPorts }).toEqual({ allowHostNetwork: onHosts, allowHostPorts: onHosts });
  });

  it('follow the network of the cluster', () => {
    const hosts = platform({ network: CephNetwork.hosts() });
    expect(object(hosts, 'SecurityContextConstraints', 'rook-ceph').allowHostNetwork).toBe(true);
    expect(object(openshift, 'SecurityContextConstraints', 'rook-ceph').allowHostNetwork).toBe(false);
  });

  it('come before the operator, which could not start without them', () => {
    const ids = rendering.components.map(({ component }) => component.node.id);
    expect(ids.indexOf('rook-openshift')).toBeLessThan(ids.indexOf('rook-operator'));
    expect(ids).toContain('rook-openshift');
  });

  it('stay as they are', () => {
    expect(object(permissions, 'SecurityContextConstraints', 'rook-ceph')).toMatchSnapshot();
    expect(object(permissions, 'SecurityContextConstraints', 'rook-ceph-csi')).toMatchSnapshot();
  });
});

describe('RookCeph on OpenShift', () => {
  it('has its pods write on hosts in spite of SELinux', () => {
    const kustomization = text('manifests/04-operators/rook-operator/Kustomization');
    expect(kustomization).toContain('ROOK_HOSTPATH_REQUIRES_PRIVILEGED: "true"');
  });

  it('leaves the snapshot controller to OpenShift', () => {
    const ids = rendering.components.map(({ component }) => component.node.id);
    expect(ids).not.toContain('snapshot-controller');
  });

  it('says of every node where it stands, before the first disk is taken', () => {
    const commands = permissions.steps.flatMap((step) => step.commands);
    expect(commands).toContain(
      'kubectl label node sh-a-storage-1 --overwrite topology.kubernetes.io/region=shanghai topology.kubernetes.io/zone=sh-a ' +
        'topology.rook.io/rack=sh-a-a1 tripod/storage=',
    );
    expect(commands).toContain('kubectl taint node sh-a-storage-1 --overwrite tripod/storage=:NoSchedule');
    expect(commands.filter((command) => command.includes(' label '))).toHaveLength(openshift.hosts.length);
    expect(commands.join('\n')).not.toMatch(/taint node sh-a-(master|worker)/);
  });

  it('wants no second operator of Ceph', () => {
    expect(text('PLAN.md')).toContain('No OpenShift Data Foundation in the cluster');
  });

  it('is refused where Kubernetes is too old for Rook', () => {
    const old = environment('production', { distribution: Distribution.openshift('4.18') });
    expect(() => new RookCeph(old, 'storage')).toThrow(
      'got Rook-Ceph 1.20.6 on Kubernetes 1.31.0, want Kubernetes >=1.32.0 <1.37.0',
    );
  });

  it('is otherwise what it is on Kubernetes', () => {
    const kubernetes = environment();
    new RookCeph(kubernetes, 'storage');
    expect(kubernetes.components.map(({ node }) => node.id)).not.toContain('rook-openshift');
    for (const kind of ['CephCluster', 'CephObjectStore', 'CephFilesystem']) {
      expect(object(openshift, kind)).toEqual(object(kubernetes, kind));
    }
  });
});
