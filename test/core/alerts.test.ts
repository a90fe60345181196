import { App, Duration } from 'cdk8s';
import { type Alert, type EnvironmentProps, files, render } from 'tripod-iac';
import { parse } from 'yaml';
import { environment } from '../support/bank';
import { notRefused, only, outcome } from '../support/garbage';
import { type Loose, objects } from '../support/objects';
import { Part, partOf } from '../support/part';

const LAMP: Alert = {
  name: 'LampIsOut',
  expression: 'lamp_on == 0',
  for: Duration.minutes(15),
  severity: 'warning',
  summary: 'Lamp {{ $labels.lamp }} is out',
  mend: 'exchange it',
};

const RULE = {
  alert: 'LampIsOut',
  expr: 'lamp_on == 0',
  for: '15m',
  labels: { severity: 'warning', component: 'part' },
  annotations: { summary: 'Lamp {{ $labels.lamp }} is out', description: 'exchange it' },
};

const part = (props: Partial<EnvironmentProps> = {}): Part => partOf(environment('test', props));
const written = (from: Part) => new Map(files(render(from.environment!)).map(({ path, text }) => [path, text]));

it('writes the alerts of a component into a file of its own, and says so in the plan', () => {
  const lamps = part();
  lamps.alert(LAMP);
  lamps.alert({ ...LAMP, name: 'LampFlickers', for: Duration.seconds(90), severity: 'critical' });
  const all = written(lamps);
  expect(parse(all.get('alerts/part.yml') ?? '')).toEqual({
    groups: [
      {
        name: 'part',
        rules: [RULE, { ...RULE, alert: 'LampFlickers', for: '90s', labels: { ...RULE.labels, severity: 'critical' } }],
      },
    ],
  });
  expect([...all.keys()].filter((path) => path.startsWith('alerts/'))).toEqual(['alerts/part.yml']);
  expect(all.get('PLAN.md')).toContain('promtool check rules alerts/*.yml');
});

it('writes nothing where nothing is to be told', () => {
  const all = written(part());
  expect([...all.keys()].filter((path) => path.startsWith('alerts/'))).toEqual([]);
  expect(all.get('PLAN.md')).not.toContain('## Alerts');
});

it('is told at once without `for`', () => {
  const lamps = part();
  lamps.alert({ ...LAMP, for: undefined }, { ...LAMP, name: 'LampBroke', for: Duration.seconds(0) });
  const { rules } = parse(written(lamps).get('alerts/part.yml') ?? '').groups[0];
  expect(rules.map((rule: Loose) => 'for' in rule)).toEqual([false, false]);
});

it('makes an object of them for the Prometheus operator, with what is raised later, too', () => {
  const lamps = part({ prometheusOperator: true });
  lamps.alert({ ...LAMP, name: 'LampBroke' });
  lamps.alert(LAMP);
  expect(objects(lamps)).toEqual([
    expect.objectContaining({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'part', namespace: 'tripod-alerts', labels: { 'app.kubernetes.io/managed-by': 'tripod' } },
      spec: { groups: [{ name: 'part', rules: [{ ...RULE, alert: 'LampBroke' }, RULE] }] },
    }),
  ]);
  const all = written(lamps);
  expect([...all.keys()].filter((path) => path.startsWith('alerts/'))).toEqual([]);
  expect(all.get('PLAN.md')).toContain('ruleNamespaceSelector tripod-alerts');
  expect(all.get('PLAN.md')).not.toContain('## Alerts');
});

it('is only kept in a plain App', () => {
  const lamps = new Part(new App(), 'lamps');
  lamps.alert(LAMP);
  expect(lamps.alerts).toEqual([LAMP]);
  expect(objects(lamps)).toEqual([]);
});

it('has one meaning in an environment', () => {
  const lamps = part();
  lamps.alert(LAMP);
  new Part(lamps.environment!, 'lanterns').alert(LAMP);
  expect(() => render(lamps.environment!)).toThrow(
    /test\/lanterns {2}alert\.name: got LampIsOut, which test\/part raises too, want a name of its own/,
  );
});

describe('an alert', () => {
  const lamps = new Part(new App(), 'lamps');
  const alert = (fields: object) => lamps.alert({ ...LAMP, ...fields });
  const PROSE = notRefused((summary) => alert({ summary }), 'summary');

  it.each(['name', 'severity'])('takes no garbage for its %s', (field) => {
    expect(notRefused((value) => alert({ [field]: value }), field)).toEqual(
      field === 'name' ? only('an upper-case text') : {},
    );
  });

  it('takes no garbage for `for`', () => {
    expect(notRefused((hold) => alert({ for: hold }), 'for')).toEqual(only('undefined'));
  });

  it.each(['expression', 'summary', 'mend'])('takes texts only for its %s', (field) => {
    const taken = notRefused((value) => alert({ [field]: value }), field);
    expect(taken).toEqual(PROSE);
    expect(Object.keys(taken)).not.toContain('a blank');
    expect(Object.keys(taken)).not.toContain('0');
  });

  it('tells all that is wrong at once, and is not kept', () => {
    const fresh = new Part(new App(), 'lamps');
    const wrong = { name: 'lamp', for: 5, severity: 'loud', expression: '', summary: '', mend: '' };
    expect(outcome(() => fresh.alert(wrong as never), 'alert')).toBe('refused');
    expect(() => fresh.alert(wrong as never)).toThrow(/6 problems/);
    expect(() => fresh.alert(7 as never)).toThrow(/alert: got 7, want an alert/);
    expect(fresh.alerts).toEqual([]);
  });
});
