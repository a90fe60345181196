import type { Kind } from './kinds';
import type { Words } from './words';

/** What one client saw of one failure. */
export interface Client {
  readonly name: string;
  readonly site: string;
  readonly acknowledged: number;
  readonly failed: number;
  readonly failedReads: number;
  /** Milliseconds of the longest gap in acknowledged writes. */
  readonly gap: number;
  /** Whether the client was never served again. */
  readonly open: boolean;
  /** Writes that were sent and acknowledged between the failure and its repair. */
  readonly acknowledgedMeanwhile: number;
  /** Milliseconds from the begin of the repair to the first acknowledged write. */
  readonly resumed?: number;
}

/** The verdict on a failure from one site, expected and measured. */
export interface View {
  readonly from: string;
  readonly expected: Words;
  readonly measured: Words;
}

/** How long something took to serve again, and may take, in milliseconds. */
export interface Return {
  readonly what: string;
  readonly took: number;
  readonly allowed: number;
}

/** One failure of a drill: what was done, and what was measured. */
export interface Round {
  readonly number: number;
  readonly world: string;
  readonly kill: string;
  readonly kind: Kind;
  /** What was struck: `sh-a-master-2, which holds the VIP`. */
  readonly target: string;
  /** UTC. */
  readonly at: string;
  /** Milliseconds that the round took. */
  readonly took: number;
  readonly clients: readonly Client[];
  readonly views: readonly View[];
  /** Acknowledged writes that are missing or different. */
  readonly lost: readonly string[];
  readonly storedSilently: number;
  /** Stored, and written by nobody. */
  readonly unknown: readonly string[];
  /** Writes sent to servers without a quorum, and those of them that were accepted meanwhile. */
  readonly probes: { readonly sent: number; readonly accepted: number };
  /** Everything that came back, from its repair on. */
  readonly returns: readonly Return[];
  /** Milliseconds of all timers of a failure of this kind; undefined where nothing recovers by itself. */
  readonly predicted?: number;
  /** What went wrong with the drill itself. */
  readonly fault?: string;
}

/** Clients of sites from which the service is expected to be there. */
export function served({ clients, views }: Pick<Round, 'clients' | 'views'>): readonly Client[] {
  return clients.filter(({ site }) => !down(views, site));
}

/** Clients that must wait for the repair. */
export function unserved({ clients, views }: Pick<Round, 'clients' | 'views'>): readonly Client[] {
  return clients.filter(({ site }) => down(views, site));
}

function down(views: readonly View[], site: string): boolean {
  return views.find(({ from }) => from === site)?.expected.availability === 'down';
}

/** The longest gap of any client that the failure should not stop; undefined where it stops all. */
export function worstGap(round: Round): number | undefined {
  const gaps = served(round).map(({ gap }) => gap);
  return gaps.length === 0 ? undefined : Math.max(...gaps);
}
