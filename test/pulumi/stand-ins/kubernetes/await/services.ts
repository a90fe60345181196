import { isTree, type Tree, type Value } from '../../lib/values';
import type { Cluster } from '../cluster/cluster';
import { at, list, nameOf, namespaceOf, text } from '../object';
import { progress, type Readiness } from './readiness';

/**
 * Source: await/service.go. The official plugin lets endpoints rest for 10 s after every change; here 1 s is enough, since
 * nothing in a test takes longer to follow.
 */
export const service: Readiness = async (live, { cluster, waited }) => {
  const balanced = text(live, 'spec', 'type') === 'LoadBalancer';
  const addressed = !balanced || list(live, 'status', 'loadBalancer', 'ingress').length > 0;
  if (!targetsPods(live)) return progress(addressed, 'Attempting to allocate IP address to Service');
  const endpoints = await endpointsOf(cluster, namespaceOf(live), nameOf(live));
  const pending = list(endpoints, 'subsets').some((each) => list(each, 'notReadyAddresses').length > 0);
  const ready = addressed && endpoints !== undefined && !pending && waited >= rest;
  return progress(
    ready,
    addressed ? 'Finding Pods to direct traffic to' : 'Attempting to allocate IP address to Service',
  );
};

/** At the end of its time a Service without endpoints, hence without a controller, is taken as it is. */
export const serviceAtLast: Readiness = async (live, circumstances) => {
  const { ready, message } = await service(live, { ...circumstances, waited: rest });
  if (ready) return progress(true, message);
  const endpoints = await endpointsOf(circumstances.cluster, namespaceOf(live), nameOf(live));
  return progress(endpoints === undefined && text(live, 'spec', 'type') !== 'LoadBalancer', message);
};

/** Source: await/ingress.go: an address, and endpoints of every Service that a path names. */
export const ingress: Readiness = async (live, { cluster }) => {
  if (list(live, 'status', 'loadBalancer', 'ingress').length === 0) {
    return progress(false, 'Waiting for update of .status.loadBalancer with hostname/IP');
  }
  const paths = list(live, 'spec', 'rules').flatMap((rule) => list(rule, 'http', 'paths'));
  const names = new Set(paths.map((path) => text(path, 'backend', 'service', 'name')).filter((name) => name !== ''));
  for (const name of names) {
    if (!(await isServed(cluster, namespaceOf(live), name))) {
      return progress(false, `No matching service found for ingress rule: ${name}`);
    }
  }
  return progress(true, 'Ingress initialization complete');
};

const rest = 1;

const targetsPods = (live: Tree): boolean => {
  const selector: Value | undefined = at(live, 'spec', 'selector');
  const selects = selector !== undefined && isTree(selector) && Object.keys(selector).length > 0;
  return selects && text(live, 'spec', 'clusterIP') !== 'None' && text(live, 'spec', 'type') !== 'ExternalName';
};

async function isServed(cluster: Cluster, namespace: string, name: string): Promise<boolean> {
  if (await endpointsOf(cluster, namespace, name)) return true;
  const found = await cluster.look(`/api/v1/namespaces/${namespace}/services/${name}`);
  return text(found, 'spec', 'type') === 'ExternalName';
}

const endpointsOf = (cluster: Cluster, namespace: string, name: string): Promise<Tree | undefined> =>
  cluster.look(`/api/v1/namespaces/${namespace}/endpoints/${name}`);
