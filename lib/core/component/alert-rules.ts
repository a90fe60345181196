import { type ApiObject, Lazy } from 'cdk8s';
import { customResource } from '../kind/kind';
import type { Alert } from './alert';
import type { Component } from './component';
import { fileName } from './file-name';

/** Namespace of the rules of all components: Prometheus selects rules by namespace, too. */
export const ALERTS_NAMESPACE = 'tripod-alerts';

/** What a cluster must bring where alerts are objects. */
export const RULES_ARE_READ =
  'the definitions of the Prometheus operator (monitoring.coreos.com) in the cluster before what raises alerts, and a ' +
  `Prometheus whose ruleSelector takes the label app.kubernetes.io/managed-by=tripod, and its ruleNamespaceSelector ${ALERTS_NAMESPACE}`;

/** The rules of a component, in one group (prometheus/prometheus docs/configuration/recording_rules.md and alerting_rules.md). */
export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly object[] }[];
}

/** Written to the shape of monitoring.coreos.com/v1 (prometheus-operator/prometheus-operator pkg/apis/monitoring/v1). */
class PrometheusRule extends customResource<RuleFile>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  scope: 'Namespaced',
}) {}

/** The alerts of a component as Prometheus reads them, from a file or from a PrometheusRule. */
export function ruleFile(component: Component): RuleFile {
  const name = fileName(component);
  return { groups: [{ name, rules: component.alerts.map((alert) => toRule(alert, name)) }] };
}

/** The PrometheusRule of a component, which holds whatever the component raises until it is rendered. */
export function prometheusRule(component: Component): ApiObject {
  return new PrometheusRule(component, 'alerts', {
    metadata: { name: fileName(component), namespace: ALERTS_NAMESPACE },
    spec: Lazy.any({ produce: () => ruleFile(component) }) as RuleFile,
  });
}

function toRule({ name, expression, after, severity, summary, mend }: Alert, component: string): object {
  return {
    alert: name,
    expr: expression,
    ...(after === undefined || after.toSeconds() === 0 ? {} : { for: span(after.toSeconds()) }),
    labels: { severity, component },
    annotations: { summary, description: mend },
  };
}

/** `15m`: seconds as Prometheus spells them. */
function span(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
