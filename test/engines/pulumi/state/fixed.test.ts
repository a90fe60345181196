import { compare } from '../../../../lib/engines/pulumi/state/compare';
import { checkReplacements } from '../../../../lib/engines/pulumi/state/refuse/replacement';
import { found, GUARDED, known, planned, STACK } from './support';

const claim = {
  accessModes: ['ReadWriteOnce'],
  storageClassName: 'slow',
  volumeMode: 'Filesystem',
  resources: { requests: { storage: '1Gi' } },
};
const set = {
  serviceName: 'database',
  replicas: 3,
  podManagementPolicy: 'OrderedReady',
  revisionHistoryLimit: 10,
  selector: { matchLabels: { app: 'database' } },
  template: { spec: { containers: [] } },
  volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim, status: { phase: 'Pending' } }],
};
const volume = { csi: { driver: 'rbd', volumeHandle: '1' }, capacity: { storage: '1Gi' }, claimRef: { name: 'a' } };

/** What is refused when an object with one spec gets another one; `given` is what the last run asked for. */
function refused(kind: string, from: object, to: object, given?: object) {
  const [old, now] = [from, to].map((spec) => planned(kind, 'town/thing', { ...GUARDED, spec }));
  if (old === undefined || now === undefined) return [];
  const before = known(old);
  const inputs = given === undefined ? {} : { __inputs: { ...old.body, spec: given } };
  const { kept } = compare([{ ...before, outputs: { ...before.outputs, ...inputs } }], [now], STACK);
  return found((problems) => checkReplacements(kept, problems));
}

/** A StatefulSet whose pods have one claim each. */
function claims(spec: object) {
  return { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] };
}

describe('a field of an object with data', () => {
  it.each([
    [
      'PersistentVolumeClaim',
      claim,
      { ...claim, storageClassName: 'fast' },
      'spec.storageClassName: got fast, want slow',
    ],
    ['PersistentVolumeClaim', claim, { ...claim, volumeMode: 'Block' }, 'spec.volumeMode: got Block, want Filesystem'],
    ['PersistentVolumeClaim', claim, { ...claim, accessModes: ['ReadWriteMany'] }, 'spec.accessModes: got '],
    ['PersistentVolumeClaim', claim, { ...claim, volumeName: 'mine' }, 'spec.volumeName: got mine, want nothing'],
    ['PersistentVolume', volume, { ...volume, csi: { driver: 'rbd', volumeHandle: '2' } }, 'spec.csi: '],
    ['StatefulSet', set, { ...set, serviceName: 'db' }, 'spec.serviceName: got db, want database'],
    ['StatefulSet', set, { ...set, podManagementPolicy: 'Parallel' }, 'spec.podManagementPolicy: '],
    ['StatefulSet', set, { ...set, revisionHistoryLimit: 2 }, 'spec.revisionHistoryLimit: '],
    ['StatefulSet', set, { ...set, selector: { matchLabels: { app: 'db' } } }, 'spec.selector: '],
    [
      'StatefulSet',
      set,
      { ...set, volumeClaimTemplates: [...set.volumeClaimTemplates, {}] },
      'spec.volumeClaimTemplates: ',
    ],
  ])('of a %s cannot change: %#', (kind, from, to, want) => {
    expect(refused(kind, from, to)).toEqual([expect.stringContaining(`${kind}/town/thing ${want}`)]);
  });

  it.each([
    ['PersistentVolumeClaim', 'grows', claim, { ...claim, resources: { requests: { storage: '2Gi' } } }],
    ['PersistentVolumeClaim', 'has another attributes class', claim, { ...claim, volumeAttributesClassName: 'gold' }],
    ['PersistentVolumeClaim', 'leaves out what the server filled in', claim, { resources: claim.resources }],
    ['PersistentVolumeClaim', 'was bound meanwhile', { ...claim, volumeName: 'pvc-1' }, claim],
    ['PersistentVolume', 'is kept when it is released', volume, { ...volume, persistentVolumeReclaimPolicy: 'Retain' }],
    ['StatefulSet', 'has more pods', set, { ...set, replicas: 5 }],
    ['StatefulSet', 'has other pods', set, { ...set, template: {} }],
    [
      'StatefulSet',
      'leaves out what the server filled in',
      set,
      { ...set, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'slow' } }] },
    ],
    ['ConfigMap', 'is of another kind', { a: 1 }, { a: 2 }],
  ])('of a %s may change: it %s', (kind, _, from, to) => {
    expect(refused(kind, from, to)).toEqual([]);
  });

  describe('that the last run has set', () => {
    const { storageClassName, ...bare } = claim;
    it.each([
      ['PersistentVolumeClaim', claim, bare, claim, [/^\S+ spec.storageClassName: got undefined, want slow, as it is/]],
      ['PersistentVolumeClaim', claim, bare, bare, []],
      ['PersistentVolumeClaim', claim, claim, bare, []],
      ['PersistentVolumeClaim', claim, { ...claim, resources: {} }, claim, []],
      [
        'StatefulSet',
        set,
        { replicas: 3 },
        { replicas: 3, serviceName: 'database' },
        [/ spec.serviceName: got undefined/],
      ],
      ['StatefulSet', set, { replicas: 3 }, { replicas: 3, minReadySeconds: 9 }, []],
      ['StatefulSet', set, claims(bare), claims({ storageClassName }), [/ spec.volumeClaimTemplates: /]],
      ['StatefulSet', set, claims({ storageClassName }), claims({ storageClassName }), []],
    ])('is a change of a %s when the program leaves it out: %#', (kind, old, now, given, want) => {
      const problems = refused(kind, old, now, given);
      expect(problems).toHaveLength(want.length);
      want.forEach((pattern, index) => expect(problems[index]).toMatch(pattern));
    });
  });

  it.each([
    ['1024Gi', '1Ti', true],
    ['0.5Ti', '512Gi', true],
    ['2300m', '2.3', true],
    [1, '1', true],
    ['1e3', '1k', true],
    ['1Ti', '1T', false],
    ['1024Gi', '1025Gi', false],
    ['1', undefined, false],
  ])('of a StatefulSet may ask for %s where the cluster says %s: %s', (asked, says, same) => {
    const asking = (storage: unknown) => claims({ resources: { requests: { storage } } });
    expect(refused('StatefulSet', asking(says), asking(asked))).toHaveLength(same ? 0 : 1);
  });

  it('of a StatefulSet can change while its pods and claims stay', () => {
    expect(refused('StatefulSet', set, { ...set, serviceName: 'db' })[0]).toMatch(
      /kubectl delete statefulset thing --namespace=town --cascade=orphan`.* then `pulumi refresh --target 'urn:.*StatefulSet\/town\/thing'`/,
    );
  });
});
