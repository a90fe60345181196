import { Duration } from 'cdk8s';
import { Rehearsal } from 'tripod-iac';
import { environment } from '../../support/bank';
import { notRefused, only } from '../../support/garbage';
import { type Loose, object, objects } from '../../support/objects';
import { backupIn, HOURLY } from './store';

const backup = backupIn(environment('test'));
backup.schedule('payments', HOURLY);
backup.schedule('ledger', {
  ...HOURLY,
  namespaces: ['ledger'],
  rehearse: Rehearsal.claims({ interval: Duration.days(1), timeout: Duration.minutes(30) }),
});

const job = (name = 'payments'): Loose => object(backup, 'CronJob', `rehearse-${name}`).spec;
const pod = (): Loose => job().jobTemplate.spec.template.spec;
const commands = (): string[] =>
  [...pod().initContainers, ...pod().containers].map(({ name, command }: Loose) => {
    const words = command.map((word: string) => (word.startsWith('import ') ? 'SCRIPT' : word));
    return [name, ...words].join(' ');
  });

describe('a rehearsal', () => {
  it('restores beside the tenant, asks how that ended, and leaves nothing behind', () => {
    expect(commands()).toEqual([
      'release-leftovers python3 -c SCRIPT rehearsal-payments',
      'clear-leftovers kubectl --namespace=rehearsal-payments delete persistentvolumeclaims,configmaps --selector=velero.io/restore-name --wait --ignore-not-found',
      'restore /velero restore create $(POD_NAME) --namespace=velero --from-schedule=test-payments --include-namespaces=payments --namespace-mappings=payments:rehearsal-payments --include-resources=persistentvolumeclaims,configmaps --include-cluster-resources=false --wait',
      'completed kubectl --namespace=velero wait --for=jsonpath={.status.phase}=Completed --timeout=30s restores.velero.io/$(POD_NAME)',
      'claims kubectl --namespace=rehearsal-payments wait --for=jsonpath={.status.phase}=Bound --timeout=300s --all persistentvolumeclaims',
      'release python3 -c SCRIPT rehearsal-payments',
      'clear kubectl --namespace=rehearsal-payments delete persistentvolumeclaims,configmaps --selector=velero.io/restore-name --wait --ignore-not-found',
    ]);
  });

  it('is done on Sundays, once at a time, and has four hours', () => {
    expect(job()).toMatchObject({ schedule: '0 4 * * 0', concurrencyPolicy: 'Forbid' });
    expect(job().jobTemplate.spec).toMatchObject({ activeDeadlineSeconds: 4 * 3600, backoffLimit: 0 });
  });

  it('is done as often as is asked for', () => {
    expect(job('ledger').schedule).toBe('0 0 * * *');
    expect(job('ledger').jobTemplate.spec.activeDeadlineSeconds).toBe(1800);
  });

  it('happens where nothing can be reached', () => {
    const policies = objects(backup).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata, spec }) => [metadata.namespace, spec])).toEqual(
      ['rehearsal-payments', 'rehearsal-ledger'].map((namespace) => [
        namespace,
        { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      ]),
    );
  });

  it('may touch its own namespaces only', () => {
    const roles = objects(backup).filter(({ kind }) => kind === 'Role');
    expect(roles.map(({ metadata }) => metadata.namespace)).toEqual([
      'velero',
      'rehearsal-payments',
      'rehearsal-ledger',
    ]);
    const policies = objects(backup).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    for (const { spec } of policies) {
      expect(spec.validations[0].expression).toContain("in ['rehearsal-payments', 'rehearsal-ledger']");
    }
    expect(policies).toHaveLength(2);
  });

  it('is left out for a reason, which stands on the schedule', () => {
    const other = backupIn(environment('remote-dr'), { storeSite: 'sh-t' });
    other.schedule('all', { interval: Duration.hours(6), rehearse: Rehearsal.none('tried by hand every quarter') });
    expect(object(other, 'Schedule').metadata.annotations).toEqual({
      'tripod/not-rehearsed': 'tried by hand every quarter',
    });
    expect(objects(other).filter(({ kind }) => kind === 'CronJob')).toEqual([]);
  });

  it('takes no garbage for its props', () => {
    const accepted = only('undefined', 'an object', 'an object without prototype', 'a nested object');
    expect(notRefused((props) => Rehearsal.claims(props), 'props')).toEqual(accepted);
    expect(() => Rehearsal.claims(Duration.days(1) as never)).toThrow(
      /Rehearsal {2}props: got Duration, want an object/,
    );
  });

  it('takes no garbage for the reason', () => {
    expect(notRefused((reason) => Rehearsal.none(reason), 'reason')).toEqual(only('a command'));
  });
});
