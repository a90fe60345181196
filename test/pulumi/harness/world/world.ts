import { readFileSync } from 'node:fs';
import type { Environment } from 'tripod-iac';
import { startApiServer } from '../../../cluster/harness';
import { poll } from '../../../cluster/harness/poll';
import { Api } from './api';
import { startControllers } from './controllers';
import { isReady, nodeObject, plainNode } from './nodes';
import { provision } from './provisioner';

export interface WorldOptions {
  /** Whose hosts are the nodes, and whose addresses the Services get. @default - one node that takes any pod */
  readonly environment?: Environment;
}

/**
 * A cluster in which everything is real but the machines: API server, controller manager and scheduler work, kwok plays
 * nodes and pods, and every claim gets a volume. Deployments become Available, Jobs complete, namespaces go.
 */
export interface World {
  /** Text of a kubeconfig of the administrator. */
  readonly kubeconfig: string;
  readonly api: Api;
  /** What the programs said last, for the message of a failed test. */
  logs(): string;
  /** Ends every process. */
  stop(): Promise<void>;
}

/** Seconds after which nodes that are not Ready never will be. */
const PATIENCE = 60;

/** Starts a world; about six seconds on two cores. @throws with the last lines of the logs if a node does not become Ready */
export async function startWorld({ environment }: WorldOptions = {}): Promise<World> {
  const server = await startApiServer({ serviceAccountAdmission: true, serviceCidr: environment?.cluster.services });
  const api = new Api(server);
  const keeper = startControllers(server, environment?.cluster.pods ?? '10.244.0.0/16');
  const names = ['kube-controller-manager', 'kube-scheduler', 'kwok'];
  const logs = () => names.map((name) => keeper.lastLines(name)).join('\n');
  const stop = async () => {
    api.close();
    await keeper.stop();
    await server.stop();
  };
  try {
    const nodes = environment?.hosts.map(nodeObject) ?? [plainNode('node-1')];
    await Promise.all(nodes.map((node) => api.apply(node)));
    provision(api);
    const ready = await poll(PATIENCE, async () => {
      if (keeper.failure) throw new Error(keeper.failure);
      return (await api.list({ apiVersion: 'v1', kind: 'Node' })).every(isReady) || undefined;
    });
    if (!ready) throw new Error(`nodes not Ready after ${PATIENCE} s\n${logs()}`);
    return { kubeconfig: readFileSync(server.kubeconfig, 'utf8'), api, logs, stop };
  } catch (error) {
    await stop();
    throw new Error(`the world did not start: ${(error as Error).message}`, { cause: error });
  }
}
