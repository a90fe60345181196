import { Duration } from 'cdk8s';
import {
  type BackupScheduleProps,
  Rehearsal,
  type RehearsalProps,
  VeleroBackup,
  type VeleroBackupProps,
} from 'tripod-iac';
import { environment } from '../../support/bank';
import { type Garbage, notRefused, only } from '../../support/garbage';
import { backupIn, HOURLY, PEM, STORE } from './store';

type Accepted<Props> = Readonly<Record<keyof Props, readonly Garbage[]>>;

const TEXTS = ['the text x', 'the text undefined'] as const;
const owner = environment();
const reads = backupIn(environment('test'));
let made = 0;

/** One environment for all: what is refused leaves a component of another name. */
const make = (props: unknown) => new VeleroBackup(owner, `backup-${made++}`, props as VeleroBackupProps);
const PROPS: Accepted<VeleroBackupProps> = {
  endpoint: [],
  bucket: ['the text undefined'],
  storeSite: [],
  storeCity: ['undefined'],
  region: ['undefined', ...TEXTS, 'an upper-case text'],
  caBundle: ['undefined'],
  checksums: ['undefined', 'true'],
  lock: ['undefined'],
  reads: ['undefined'],
  needs: ['undefined', 'a list', '[undefined]'],
};

describe('a VeleroBackup', () => {
  it.each(Object.entries(PROPS))('takes no garbage for %s', (prop, accepted) => {
    expect(notRefused((value) => make({ ...STORE, [prop]: value }), prop)).toEqual(only(...accepted));
  });

  it('takes what is meant, and no garbage for all props together', () => {
    expect(() => make({ ...STORE, caBundle: PEM, lock: Duration.days(7), region: 'cn-east-1', reads })).not.toThrow();
    expect(notRefused((props) => make(props))).toEqual({});
  });
});

const backup = make(STORE);
const schedule = (props: unknown) => backup.schedule(`s-${made++}`, props as BackupScheduleProps);
const SCHEDULE: Accepted<BackupScheduleProps> = {
  namespaces: ['undefined', "['x']"],
  resources: ['undefined'],
  interval: [],
  retention: ['undefined'],
  data: ['undefined', 'true'],
  timeout: ['undefined'],
  covers: ['undefined', 'a list', "['x']"],
  rehearse: ['undefined'],
};

describe('a schedule', () => {
  it.each(Object.entries(SCHEDULE))('takes no garbage for %s', (prop, accepted) => {
    const base = prop === 'rehearse' ? HOURLY : { ...HOURLY, rehearse: Rehearsal.none('tried by hand') };
    expect(notRefused((value) => schedule({ ...base, [prop]: value }), prop)).toEqual(only(...accepted));
  });

  it('takes no garbage for its name, nor for all props together', () => {
    expect(notRefused((name) => backup.schedule(name, HOURLY), 'name')).toEqual(only(...TEXTS));
    expect(notRefused((props) => schedule(props))).toEqual({});
  });
});

const REHEARSAL: Accepted<RehearsalProps> = { interval: ['undefined'], timeout: ['undefined'] };

it.each(Object.entries(REHEARSAL))('a rehearsal takes no garbage for %s', (prop, accepted) => {
  const rehearse = (value: never) => schedule({ ...HOURLY, rehearse: Rehearsal.claims({ [prop]: value }) });
  expect(notRefused(rehearse, prop)).toEqual(only(...accepted));
});
