import type { Environment } from '../../../core';
import { EtcdSnapshots } from './etcd-snapshots';
import type { Store } from './store';

/** Where the snapshots of an environment lie; undefined where none are made. */
export function storeOf(environment: Environment): Store | undefined {
  return environment.node.children.find((child): child is EtcdSnapshots => child instanceof EtcdSnapshots)?.store;
}
