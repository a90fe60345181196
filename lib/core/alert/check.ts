import { Duration } from 'cdk8s';
import type { Node } from 'constructs';
import { isFields, isText, isWhole, type Problems, show } from '../../errors';
import { type Alert, SEVERITIES } from './alert';

/** Checks what is right or wrong about an alert by itself; Prometheus' own tool reads the expression. */
export function checkAlert(alert: unknown, problems: Problems): void {
  if (!isFields(alert)) {
    problems.add({
      at: 'alert',
      got: alert,
      want: 'an alert',
      fix: 'give name, expression, severity, summary and mend',
    });
    return;
  }
  const { name, for: hold, severity } = alert;
  problems.check(typeof name === 'string' && /^[A-Z][A-Za-z0-9]{0,99}$/.test(name), {
    at: 'alert.name',
    got: name,
    want: 'a name in CamelCase',
    fix: 'for example `BackupTooOld`',
  });
  const seconds = hold instanceof Duration ? hold.toSeconds({ integral: false }) : undefined;
  problems.check(hold === undefined || isWhole(seconds, 0), {
    at: 'alert.for',
    got: seconds === undefined ? hold : `${seconds} seconds`,
    want: 'a Duration of whole seconds',
    fix: 'leave it out to be told at once',
  });
  problems.check(
    SEVERITIES.some((each) => each === severity),
    {
      at: 'alert.severity',
      got: severity,
      want: SEVERITIES.join(' or '),
      fix: 'take `critical` where somebody is to be woken',
    },
  );
  for (const at of ['expression', 'summary', 'mend']) {
    problems.check(isText(alert[at]), { at: `alert.${at}`, got: alert[at], want: 'a text', fix: 'say it' });
  }
}

/** What raises alerts: a component. */
interface Raising {
  readonly node: Node;
  readonly alerts: readonly Alert[];
}

/** Checks that no two alerts of an environment share a name: whoever is told reads nothing else at first. */
export function checkAlerts(components: readonly Raising[], problems: Problems): void {
  const owners = new Map<string, string>();
  for (const { alerts, node } of components) {
    for (const { name } of alerts) {
      const other = owners.get(name);
      problems.check(other === undefined, {
        path: node.path,
        at: 'alert.name',
        got: `${show(name)}, which ${other} raises too`,
        want: 'a name of its own for every alert of the environment',
        fix: 'rename one of the two',
      });
      owners.set(name, other ?? node.path);
    }
  }
}
