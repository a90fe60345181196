import { k8s } from 'cdk8s-plus-27';
import type { Component } from '../../core';
import { NAMESPACE } from './namespace';

/** Service accounts of the operator and of the managers: both write the monitors. */
const WRITERS = { 'rook-ceph-monitor': 'rook-ceph-system', 'rook-ceph-monitor-mgr': 'rook-ceph-mgr' };

/** Prometheus' side of monitoring. Rook's monitors keep the labels that Ceph gives (rook pkg/operator/k8sutil/prometheus.go@v1.20.6). */
const SCRAPED =
  'Prometheus scrapes the Services rook-ceph-mgr (port 9283) and rook-ceph-exporter (9926) in rook-ceph with `honor_labels`, and ' +
  'those of no second Ceph: else the alert CephMetricsMissing is silent while that one is read';
const WATCHED =
  'A Prometheus of the operator takes the ServiceMonitors rook-ceph-mgr and rook-ceph-exporter (label `team: rook`) in rook-ceph';

/**
 * Says who reads the metrics, without which no alert is raised, and lets Rook write ServiceMonitors where the Prometheus operator is: the release grants that in a file of its own, which needs
 * no definitions otherwise. Source: rook/rook deploy/examples/monitoring/rbac.yaml@v1.20.6.
 */
export function monitoring(component: Component): void {
  const watched = component.environment?.prometheusOperator === true;
  component.expects(watched ? WATCHED : SCRAPED);
  if (!watched) return;
  for (const [name, account] of Object.entries(WRITERS)) {
    const metadata = { name, namespace: NAMESPACE };
    new k8s.KubeRole(component, name, {
      metadata,
      rules: [
        {
          apiGroups: ['monitoring.coreos.com'],
          resources: ['servicemonitors'],
          verbs: ['get', 'list', 'watch', 'create', 'update', 'delete'],
        },
      ],
    });
    new k8s.KubeRoleBinding(component, `${name}-binding`, {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: NAMESPACE }],
    });
  }
}
