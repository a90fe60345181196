import { render, TripodError } from 'tripod-iac';
import { SEAL } from '../../../../lib/engines/pulumi/parents';
import { announcements } from '../../../../lib/engines/pulumi/state/announce';
import { compare } from '../../../../lib/engines/pulumi/state/compare';
import { checkChange, type Run } from '../../../../lib/engines/pulumi/state/refuse/check';
import { sealName, lastOf } from '../../../../lib/engines/pulumi/state/seal';
import { environment } from '../../../support/bank';
import { partOf } from '../../../support/part';
import { branch, GUARDED, known, planned, resource, STACK } from './support';

const claim = planned('PersistentVolumeClaim', 'town/storehouse', GUARDED);
const map = planned('ConfigMap', 'town/market');

function run(before: Run['before'], plan: Run['planned'], rest: Partial<Run> = {}): Run {
  const comparison = compare(before, plan, STACK);
  return { environment: 'production', before, planned: plan, comparison, mayDelete: new Set<string>(), ...rest };
}

const rendering = () => {
  const production = environment('production');
  const part = partOf(production);
  part.step({ title: 'Tell the customers', commands: ['mail them'], when: 'tear-down' });
  part.step({ title: 'Install it', commands: ['install it'] });
  return render(production);
};
const texts = (of: Run) => announcements(of, rendering()).map(({ text, isLoss }) => `${isLoss ? '!' : ' '} ${text}`);

/** What the last run has sealed. */
const sealed = (...before: Run['before']) => [...before, resource([], SEAL, 'nothing')];

describe('a run', () => {
  it('is refused with every reason at once', () => {
    const before = [
      branch('square', [claim]),
      known(claim),
      known({ ...map, type: 'kubernetes:core/v1beta1:ConfigMap' }),
    ];
    const refused = () =>
      checkChange(run(before, [map], { mayDelete: new Set(['ConfigMap/town/nothing']), tearDown: 'test' }));
    expect(refused).toThrow(TripodError);
    expect(refused).toThrow(/4 problems[\s\S]*tearDown[\s\S]*market[\s\S]*nothing[\s\S]*storehouse/);
  });

  it('that only makes and changes says nothing', () => {
    const quiet = run(sealed(known(map)), [map, claim]);
    expect(() => checkChange(quiet)).not.toThrow();
    expect(texts(quiet)).toEqual([]);
  });

  it.each([
    ['after one that did not come to its end', [known(map)], [/^! no run of production has come to its end yet: /]],
    ['after one that did', sealed(known(map)), []],
    ['after one that made nothing', [branch('square', [])], []],
    ['of an empty stack', [], []],
  ])('%s tells whether a destroy would be refused', (_, before, want) => {
    expect(texts(run(before, [map]))).toEqual(want.map((text) => expect.stringMatching(text) as string));
  });

  it('tells what it deletes: by kind, and by name where data goes', () => {
    const gone = Array.from({ length: 12 }, (_, index) => known(planned('ConfigMap', `town/m${index}`)));
    const given = run(sealed(...gone, known(claim)), [], { mayDelete: new Set([claim.name]) });
    expect(texts(given)).toEqual([
      '! deletes PersistentVolumeClaim/town/storehouse with all data in it, as tripod:mayDelete says',
      `  deletes 12 ConfigMap: ${Array.from({ length: 10 }, (_, index) => `town/m${index}`).join(', ')} and 2 more`,
    ]);
  });

  it('tells what may be deleted from now on', () => {
    const given = run(sealed(known(claim)), [claim], { mayDelete: new Set([claim.name]) });
    expect(texts(given)).toEqual([
      expect.stringMatching(/^! PersistentVolumeClaim\/town\/storehouse is not protected/),
    ]);
  });

  it('tells what a destroy leaves, and what people do before it', () => {
    const down = run([], [{ ...claim, protect: false, retain: true }, map], { tearDown: 'production' });
    expect(texts(down)).toEqual([
      expect.stringMatching(/^! production is .* deletes all but PersistentVolumeClaim\/town\/storehouse$/),
      '  before the destroy, by hand: Tell the customers\n  mail them',
    ]);
  });
});

describe('the seal', () => {
  const guarded = (kind: string, place: string) => planned(kind, place, { guarded: true, protect: true });

  it.each([
    ['nothing', [map]],
    ['PersistentVolumeClaim/town/storehouse', [map, claim]],
    [
      'PersistentVolumeClaim/town/storehouse, 2 namespaces, 1 definition',
      [guarded('Namespace', 'a'), guarded('CustomResourceDefinition', 'c'), claim, guarded('Namespace', 'b')],
    ],
    ['nothing', [{ ...claim, protect: false }]],
  ])('is called %s after what is protected', (name, plan) => {
    expect(sealName(plan)).toBe(name);
  });

  it('comes after all that nothing else waits for', () => {
    const after = { ...claim, after: [map.key] };
    expect(lastOf([map, after, planned('ConfigMap', 'town/alone')])).toEqual([claim.key, '/ConfigMap/town/alone']);
  });
});
