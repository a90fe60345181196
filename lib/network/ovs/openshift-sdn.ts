import { Duration } from 'cdk8s';
import { satisfies } from 'semver';
import { type Component, Condition, type Environment, Fact, VERSIONS } from '../../core';
import type { Problems } from '../../errors';
import { OpenShiftNetwork } from '../../kinds';
import type { Fabric, OvsSettings } from './fabric';
import { checkHostPrefix, hostPrefixOf } from './host-prefix';
import { modeOf, pluginOf } from './openshift-mode';
import { openShiftSteps } from './openshift-steps';

/** OpenShift SDN, as OpenShift's own network operator runs it up to 4.16. */
export const openShiftSdn: Fabric = { port: 4789, check, build, steps: openShiftSteps };

/** Lease and retry of its controller (openshift/sdn vendor/…/library-go/pkg/config/leaderelection/leaderelection.go@3f515e756). */
const LEASE = { name: 'lease of the controller ends', time: Duration.seconds(137) };
const RETRY = { name: 'another one takes it', time: Duration.seconds(26) };

function check(settings: OvsSettings, problems: Problems): void {
  const { version, kubernetes } = settings.environment.distribution;
  problems.check(/^4\.\d+(\.\d+)?$/.test(version) && satisfies(kubernetes, VERSIONS.openshiftSdn.kubernetes), {
    at: 'distribution',
    got: `OpenShift ${version}`,
    want: `OpenShift 4 up to ${VERSIONS.openshiftSdn.version}: the network operator of 4.17 refuses OpenShift SDN`,
    fix: 'stay on 4.16; beyond it OVN-Kubernetes takes its place, which Tripod does not write yet',
  });
  checkHostPrefix(settings, problems);
}

function build(component: Component, settings: OvsSettings): void {
  const { environment, isolation, mtu, port } = settings;
  const { pods, services } = environment.cluster;
  const network = new OpenShiftNetwork(component, 'network', {
    metadata: { name: 'cluster' },
    spec: {
      clusterNetwork: [{ cidr: pods, hostPrefix: hostPrefixOf(settings) }],
      serviceNetwork: [services],
      defaultNetwork: {
        type: 'OpenShiftSDN',
        openshiftSDNConfig: { mode: modeOf(isolation), mtu, vxlanPort: port },
      },
    },
  });
  // It belongs to the cluster: with it the network operator's DaemonSets would go.
  component.keep(network);
  component.ready(network, Condition.of('Available'), Duration.minutes(10));
  // A change that the network operator refuses leaves it available; this object shows what is in force.
  const inForce = { apiVersion: 'network.openshift.io/v1', kind: 'ClusterNetwork', name: 'default' };
  component.readyRef(inForce, Condition.jsonPath('{.pluginName}', pluginOf(isolation)), Duration.minutes(10));
  component.expects(prerequisite(settings));
  component.fact(
    Fact.activePassive('openshift-sdn-controller', {
      hosts: masters(environment),
      reactions: [{ to: 'host', timers: [LEASE, RETRY] }],
    }),
  );
}

function prerequisite({ environment, isolation }: OvsSettings): string {
  const { version } = environment.distribution;
  const origin = satisfies(environment.distribution.kubernetes, '<1.28.0')
    ? 'installed with `networkType: OpenShiftSDN`, and its mode in `manifests/cluster-network-03-config.yml`'
    : 'installed as 4.14 or older: since 4.15 OpenShift SDN is no choice for new clusters';
  return `An OpenShift ${version} cluster that already runs OpenShift SDN in mode ${modeOf(isolation)}, ${origin}`;
}

/** The controller runs on every master and elects a leader; nodes keep their flows without it. */
function masters(environment: Environment): readonly string[] {
  return environment.hostsWith('control-plane').map(({ name }) => name);
}
