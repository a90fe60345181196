import { render, type Rendering } from 'tripod-iac';
import { leftBehind } from '../../../../lib/engines/pulumi/peer/left';
import { partings } from '../../../../lib/engines/pulumi/peer/tell';
import { prepare } from '../../../../lib/engines/pulumi/prepare';
import { compare } from '../../../../lib/engines/pulumi/state/compare';
import { checkChange } from '../../../../lib/engines/pulumi/state/refuse/check';
import { twoCities, twoStores } from '../../../support/two-cities';
import { vendored } from '../../../support/vendored';
import { branch, known, STACK } from '../../../engines/pulumi/state/support';
import { production, POOL, SHARED, NUMBER, SECRET, PATCH, MAPPING, SHARED_SECRET, SHARED_PATCH } from './names';

describe('what leaves the stack', () => {
  const LEDGER = POOL.replace('/block', '/ledger');
  const ALL = [POOL, SHARED, NUMBER, LEDGER, `${LEDGER}/number`];
  const OF_BLOCKS = [SECRET, SHARED_SECRET, PATCH, SHARED_PATCH, MAPPING];
  const OF_LEDGER = ['Secret/rook-ceph/mirror-pool-ledger-of-remote-dr', 'CephBlockPoolPatch/rook-ceph/ledger'];

  interface Options {
    readonly given?: readonly string[];
    readonly mayDelete?: readonly string[];
    readonly tearDown?: string;
  }
  const plan = (rendering: Rendering, { given = ALL, ...options }: Options = {}) =>
    prepare(rendering, { kubeconfig: '', peer: Object.fromEntries(given.map((name) => [name, 'x'])), ...options });
  /** The stack after a run. */
  const after = (rendering: Rendering, options?: Options) => {
    const { planned: all } = plan(rendering, options);
    const components = [...new Set(all.map(({ component }) => component))];
    const branches = components.map((name) =>
      branch(
        name,
        all.filter(({ component }) => component === name),
      ),
    );
    return [...branches, ...all.map((each) => known(each))];
  };
  /** Names of what stays, once the run may begin. */
  const left = (before: ReturnType<typeof after>, rendering: Rendering, options?: Options) => {
    const { planned: now, mayDelete } = plan(rendering, options);
    const names = leftBehind(now, before);
    const comparison = compare(before, now, STACK);
    const gone = comparison.gone.filter(({ name }) => !names.has(name));
    checkChange({ environment: 'production', before, planned: now, comparison: { ...comparison, gone }, mayDelete });
    return [...names].sort();
  };
  const withLedger = (ledgerMirrored: boolean) => render(twoCities({ vendored: vendored() }, { ledgerMirrored }).from);
  const alone = render(twoStores({ vendored: vendored() }).from);

  it.each([
    ['nothing on a first run', () => [], production, []],
    ['nothing that is given again', () => after(production), production, []],
    ['all that is not given any more', () => after(production), production, OF_BLOCKS, []],
    ['the one that is not', () => after(production), production, [MAPPING], [POOL, SHARED]],
    ['nothing that was not joined', () => after(production, { given: [] }), production, [], []],
  ] as const)('is %s', (_what, before, now, want, given: readonly string[] = ALL) => {
    expect(left([...before()], now, { given })).toEqual([...want].sort());
  });

  it('is all that joined it when the mirror is not in the program any more', () => {
    expect(left(after(production), alone)).toEqual([...OF_BLOCKS].sort());
  });

  it('is what joined a pool that is not mirrored any more', () => {
    expect(left(after(withLedger(true)), withLedger(false))).toEqual([...OF_LEDGER].sort());
  });

  it('does not stay when it was given up in the run before', () => {
    expect(left(after(production, { mayDelete: [SECRET, PATCH] }), alone, { mayDelete: [SECRET, PATCH] })).toEqual(
      OF_BLOCKS.filter((name) => ![SECRET, PATCH].includes(name)).sort(),
    );
  });

  it('is told apart: of a mirror that goes on, and of one that does not', () => {
    expect(partings(production, new Set([SECRET, OF_LEDGER[0]!]))).toEqual([
      expect.stringMatching(/mirror-pool-block-of-remote-dr\. The mirror goes on by it; values/),
      expect.stringMatching(/mirror-pool-ledger-of-remote-dr\. Nothing in the program is mirrored by it any more/),
    ]);
    expect(partings(production, new Set())).toEqual([]);
  });
});
