import type { Verdict } from 'tripod-iac/proof';
import type { FaultKind } from './fault-kind';

/** What one client saw of one fault. */
export interface ClientResult {
  readonly name: string;
  readonly site: string;
  readonly acknowledged: number;
  readonly failed: number;
  readonly failedReads: number;
  /** HTTP statuses and names of faults of what failed, each once. */
  readonly outcomes: readonly (number | string)[];
  /** Milliseconds of the longest gap in acknowledged writes. */
  readonly gap: number;
  /** Whether the client was never served again. */
  readonly open: boolean;
  /** Writes that were sent and acknowledged between the fault and its repair. */
  readonly acknowledgedMeanwhile: number;
  /** Milliseconds from the begin of the repair to the first acknowledged write; undefined if there was none. */
  readonly resumed: number | undefined;
}

/** The verdict on a fault from one site: what the proof says, and what was measured. */
export interface View {
  readonly from: string;
  readonly expected: Verdict;
  readonly measured: Verdict;
}

/** How long something took to serve again, and may take, in milliseconds. */
export interface Recovery {
  readonly what: string;
  readonly took: number;
  readonly allowed: number;
}

/** One fault of a drill: what was done, and what was measured. Every field is always there, so that records are alike. */
export interface Round {
  readonly number: number;
  readonly world: string;
  readonly fault: string;
  readonly kind: FaultKind;
  /** Its name in `proof.json`; undefined where clients must notice nothing. */
  readonly failure: string | undefined;
  /** What was struck: `sh-a-master-2, which holds the VIP`. */
  readonly target: string;
  /** UTC. */
  readonly at: string;
  /** Milliseconds that the round took. */
  readonly took: number;
  /** Share of the machine's processors that was in use meanwhile, 0 to 1, by whatever ran. */
  readonly busy: number;
  readonly clients: readonly ClientResult[];
  readonly views: readonly View[];
  /** Acknowledged writes that are missing or different. */
  readonly lost: readonly string[];
  readonly storedSilently: number;
  /** Stored, and written by nobody. */
  readonly unknown: readonly string[];
  /** Writes sent to servers without a quorum, and those of them that were accepted meanwhile. */
  readonly probes: { readonly sent: number; readonly accepted: number };
  /** Everything that came back, from its repair on. */
  readonly recoveries: readonly Recovery[];
  /** The longest time that the proof predicts to a site which is served, in milliseconds; undefined where it predicts none. */
  readonly predicted: number | undefined;
  /** What went wrong with the drill itself; undefined where nothing did. */
  readonly error: string | undefined;
}

/** Clients of sites from which the service is expected to be there. */
export function served({ clients, views }: Pick<Round, 'clients' | 'views'>): readonly ClientResult[] {
  return clients.filter(({ site }) => !down(views, site));
}

/** Clients that must wait for the repair. */
export function unserved({ clients, views }: Pick<Round, 'clients' | 'views'>): readonly ClientResult[] {
  return clients.filter(({ site }) => down(views, site));
}

/** The longest time that is predicted to a site from which the service is expected to be there; undefined without any. */
export function longestPredicted(views: readonly View[]): number | undefined {
  const times = views.filter(({ from }) => !down(views, from)).map(({ expected }) => expected.within ?? 0);
  const longest = Math.max(0, ...times);
  return longest === 0 ? undefined : longest;
}

/** Requests that failed, of all clients. */
export function failedRequests({ clients }: Pick<Round, 'clients'>): number {
  return clients.reduce((sum, { failed, failedReads }) => sum + failed + failedReads, 0);
}

/** The longest gap of any client that the fault should not stop; undefined where it stops all. */
export function worstGap(round: Round): number | undefined {
  const gaps = served(round).map(({ gap }) => gap);
  return gaps.length === 0 ? undefined : Math.max(...gaps);
}

function down(views: readonly View[], site: string): boolean {
  return views.find(({ from }) => from === site)?.expected.availability === 'down';
}
