import { formatProblem } from 'tripod-iac';
import { type Expectation, type Found, refusal } from '../../../lib/engines/pulumi/cluster/guard';
import { rememberedCluster } from '../../../lib/engines/pulumi/cluster/record';
import { resource } from './state/support';

const owned = (environment: string, owner: string) => ({ 'tripod/environment': environment, 'tripod/owner': owner });
const expected = (more: Partial<Expectation> = {}): Expectation => ({
  environment: 'production',
  adopt: false,
  taken: undefined,
  ...more,
});

describe('a cluster', () => {
  it.each<[string, Found, Expectation]>([
    ['that says nothing', { uid: '1' }, expected()],
    ['that has other annotations', { uid: '1', annotations: { a: 'b' } }, expected()],
    ['that is ours', { uid: '1', annotations: owned('production', 'pulumi') }, expected({ taken: '1' })],
    [
      'that is taken over from the files',
      { uid: '1', annotations: owned('production', 'files') },
      expected({ adopt: true }),
    ],
  ])('%s is taken', (_, found, expectation) => {
    expect(refusal(found, expectation)).toBeUndefined();
  });

  it.each<[string, Found, Expectation, RegExp]>([
    [
      'of another environment',
      { uid: '1', annotations: owned('test', 'pulumi') },
      expected(),
      /got the cluster of test/,
    ],
    [
      'of another environment, though it may be taken over',
      { uid: '1', annotations: owned('test', 'files') },
      expected({ adopt: true, taken: '1' }),
      /got the cluster of test/,
    ],
    [
      'with another uid',
      { uid: '2', annotations: owned('production', 'pulumi') },
      expected({ taken: '1' }),
      /uid 2, want 1/,
    ],
    [
      'that is applied from files',
      { uid: '1', annotations: owned('production', 'files') },
      expected(),
      /got a cluster that is applied from files, .*tripod:adopt production/,
    ],
    [
      'that the files have taken back, though it may be taken over',
      { uid: '1', annotations: owned('production', 'files') },
      expected({ taken: '1', adopt: true }),
      /taken over from this stack, .*pulumi stack rm --force/,
    ],
  ])('%s is refused', (_, found, expectation, reason) => {
    const problem = refusal(found, expectation);
    expect(problem && formatProblem(problem)).toMatch(reason);
  });
});

describe('the cluster of a stack', () => {
  const outputs = (uid: string) => ({ metadata: { name: 'kube-system', uid } });
  const read = resource([], 'kubernetes:core/v1:Namespace', 'kube-system', outputs('seen'));
  const record = resource([], 'kubernetes:core/v1:NamespacePatch', 'record', outputs('taken'));

  it.each([
    ['is not known before the first run', [], undefined],
    ['is not the one that was looked at only', [read], undefined],
    ['is the one that was taken', [read, record], 'taken'],
  ])('%s', (_, before, uid) => {
    expect(rememberedCluster(before)).toBe(uid);
  });
});
