import type { PlanStep } from '../../core';
import type { Host } from '../../landscape';
import { initDocuments } from '../kubeadm/init';
import { INVITE, INVITE_MASTER, JOIN } from '../plan/remote';
import { HANDED_OVER } from '../scripts/paths';
import { workersOf } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { BATCH, preparation } from './install';

/** From what a cluster is made in another way than anew: masters that wait until they take one over. */
export interface Parts {
  /** Steps of the plan that need no cluster. */
  readonly preparation: readonly PlanStep[];
  /** Hosts that are no masters, and how many of them join at once. */
  readonly workers: readonly Host[];
  readonly atOnce: number;
  /** Writes what another master needs, as an archive; it reads that one's address. Run on a master that serves. */
  readonly inviteMaster: string;
  /** The same for any other host. */
  readonly invite: string;
  /** Takes such an archive, and joins by it. */
  readonly join: string;
  /** Folder in which a host finds what was handed over. */
  readonly handedOver: string;
  /** Documents for `kubeadm init` on a master, whichever it is. */
  initDocuments(host: Host): string;
}

export function partsOf(settings: Settings): Parts {
  return {
    preparation: preparation(settings),
    workers: workersOf(settings),
    atOnce: BATCH,
    inviteMaster: INVITE_MASTER,
    invite: INVITE,
    join: JOIN,
    handedOver: HANDED_OVER,
    initDocuments: (host) => initDocuments(host, settings),
  };
}
