import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { customResource } from '../kind/kind';
import type { Alert } from './alert';

/** Namespace of the rules of all components: Prometheus selects rules by namespace, too. */
export const ALERTS_NAMESPACE = 'tripod-alerts';

/** What a cluster must bring where alerts are objects. */
export const RULES_ARE_READ =
  'the definitions of the Prometheus operator (monitoring.coreos.com) in the cluster before what raises alerts, and a ' +
  `Prometheus whose ruleSelector takes the label app.kubernetes.io/managed-by=tripod, and its ruleNamespaceSelector ${ALERTS_NAMESPACE}`;

/** Rules in groups (prometheus/prometheus docs/configuration/recording_rules.md and alerting_rules.md). */
export interface PrometheusRuleSpec {
  readonly groups: readonly { readonly name: string; readonly rules: readonly object[] }[];
}

/** Rules that the Prometheus operator hands to Prometheus. */
export class PrometheusRule extends customResource<PrometheusRuleSpec>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  scope: 'Namespaced',
}) {}

/** Alerts as Prometheus reads them, from a file or from a PrometheusRule. @param name of what raises them */
export function ruleFile(name: string, alerts: readonly Alert[]): PrometheusRuleSpec {
  return { groups: [{ name, rules: alerts.map((alert) => toRule(alert, name)) }] };
}

/** A PrometheusRule, which holds whatever was raised until it is rendered. */
export function prometheusRule(scope: Construct, name: string, alerts: () => readonly Alert[]): ApiObject {
  return new PrometheusRule(scope, 'alerts', {
    metadata: { name, namespace: ALERTS_NAMESPACE },
    spec: Lazy.any({ produce: () => ruleFile(name, alerts()) }) as PrometheusRuleSpec,
  });
}

function toRule({ name, expression, for: hold, severity, summary, mend }: Alert, component: string): object {
  return {
    alert: name,
    expr: expression,
    ...(hold === undefined || hold.toSeconds() === 0 ? {} : { for: span(hold.toSeconds()) }),
    labels: { severity, component },
    annotations: { summary, description: mend },
  };
}

/** `15m`: seconds as Prometheus spells them. */
function span(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
