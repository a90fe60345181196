import { readFileSync } from 'node:fs';
import type { Verdict } from 'tripod-iac/proof';
import type { ProofFile, VerdictInFile } from '../../../../lib/engines/proof';
import { ETCD } from '../../../../lib/hosts/etcd/facts';
import { vipName } from '../../../../lib/hosts/load-balancer/facts';
import { UNTOUCHED } from '../../../../lib/proof/verdict/verdict';

/** What a `proof.json` says about failures by name. */
export class Predictions {
  private readonly found = new Map<string, VerdictInFile[]>();

  constructor({ failures }: Pick<ProofFile, 'failures'>) {
    for (const { failures: names, verdicts } of failures)
      for (const name of names) this.found.set(name, [...(this.found.get(name) ?? []), ...verdicts]);
  }

  /** Reads the file itself: what a drill is held to is what a person finds there. */
  static read(path: string): Predictions {
    return new Predictions(JSON.parse(readFileSync(path, 'utf8')) as ProofFile);
  }

  /**
   * What users of a site must find: their VIP serves them, and what they were promised lies in etcd. Of what no verdict
   * tells nothing may happen.
   * @param failure its name in the file; undefined where clients must notice nothing
   * @throws for a failure of which the file does not tell
   */
  from(site: string, failure: string | undefined): Verdict {
    if (failure === undefined) return UNTOUCHED;
    const verdicts = this.found.get(failure);
    if (verdicts === undefined) throw new Error(`the proof does not tell of “${failure}”`);
    const of = (thing: string) => verdicts.find((verdict) => verdict.thing === thing);
    const { availability, recovery, withinSeconds } = of(vipName({ name: site })) ?? NOT_TOLD;
    return {
      availability,
      data: of(ETCD)?.data ?? UNTOUCHED.data,
      recovery,
      within: withinSeconds === undefined ? undefined : withinSeconds * 1000,
    };
  }
}

const NOT_TOLD = { ...UNTOUCHED, withinSeconds: 0 };
