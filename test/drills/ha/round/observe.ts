import type { Verdict } from 'tripod-iac/proof';
import { acceptedWithin, during, firstAfter, longestGap } from '../judge/gaps';
import type { ClientResult, View } from '../judge/round';
import { type Observation, observedAvailability } from '../judge/verdict';
import { now } from '../clock';
import { acknowledged, type RequestKind } from '../writer/log';
import type { Writer } from '../writer/writer';
import type { Testbed } from '../testbed';
import { STEADY } from './clients';

/** When the parts of a round were, in milliseconds of the monotonic clock. */
export interface Timeline {
  readonly begun: number;
  /** The fault is complete. */
  readonly injected: number;
  readonly repairing: number;
  readonly ended: number;
}

export interface SiteObservation extends Observation {
  readonly site: string;
}

/** What each site finds once everything has reacted. */
export async function observe({ cluster, writers, sites }: Testbed): Promise<readonly SiteObservation[]> {
  const from = now();
  const [statuses] = await Promise.all([cluster.statuses(), cluster.pause(STEADY)]);
  const following = statuses.filter(({ follows }) => follows).length;
  return sites.map((site) => {
    const good = writers
      .filter((writer) => writer.site === site)
      .flatMap(({ requests }) => requests.filter((request) => request.sent >= from && acknowledged(request)));
    const any = (kind: RequestKind) => good.some((request) => request.kind === kind);
    return { site, writes: any('write'), reads: any('read'), following, voters: statuses.length };
  });
}

/** What a client saw of a round. */
export function resultOf({ name, site, requests }: Writer, timeline: Timeline): ClientResult {
  const { begun, injected, repairing, ended } = timeline;
  const span = { from: begun, to: ended };
  const inside = during(requests, span);
  const failed = inside.filter((request) => !acknowledged(request));
  const { length, open } = longestGap(requests, span);
  return {
    name,
    site,
    acknowledged: inside.filter((request) => request.kind === 'write' && acknowledged(request)).length,
    failed: failed.filter(({ kind }) => kind === 'write').length,
    failedReads: failed.filter(({ kind }) => kind === 'read').length,
    outcomes: [...new Set(failed.map(({ outcome }) => outcome))],
    gap: length,
    open,
    acknowledgedMeanwhile: acceptedWithin(requests, { from: injected, to: repairing }).length,
    resumed: firstAfter(requests, repairing),
  };
}

/** What a verdict is derived from, besides what a site finds. */
interface Circumstances {
  readonly expected: Verdict;
  readonly clients: readonly ClientResult[];
  readonly hasLost: boolean;
}

/** The two verdicts of a site, side by side: that of the proof, and that of the clients. */
export function viewFrom(found: SiteObservation, { expected, clients, hasLost }: Circumstances): View {
  const gaps = clients.filter(({ site }) => site === found.site).map(({ gap }) => gap);
  return {
    from: found.site,
    expected,
    measured: {
      availability: observedAvailability(found),
      data: hasLost ? 'lost' : 'safe',
      recovery: found.writes ? 'auto' : 'human',
      within: found.writes ? Math.max(...gaps) : undefined,
    },
  };
}
