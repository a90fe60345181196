import type { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { NODE_LABELS, quantity } from '../../core';
import { spreadOver } from '../../core/workload/pod';
import { type ElasticSite, racksOf } from './sites';

/** User and group of the images of Elastic (securitycontext.go and pod.go of elastic/cloud-on-k8s@v3.5.0). */
export const ELASTIC = 1000;

export type Json = Readonly<Record<string, unknown>>;

/** Memory is both request and limit: a JVM takes it at the start. @param millicores requested; the limit is twice that */
export function resources(millicores: number, memory: Size): k8s.ResourceRequirements {
  const amount = k8s.Quantity.fromString(quantity(memory));
  return {
    requests: { cpu: k8s.Quantity.fromString(`${millicores}m`), memory: amount },
    limits: { cpu: k8s.Quantity.fromString(`${millicores * 2}m`), memory: amount },
  };
}

export function claim(name: string, size: Size, storageClassName: string): Json {
  return {
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName,
      resources: { requests: { storage: quantity(size) } },
    },
  };
}

/** A pod as a custom resource takes it: quantities as text, which cdk8s does by itself for built-in kinds only. */
export function template(spec: k8s.PodSpec, metadata?: k8s.ObjectMeta): Json {
  return k8s.toJson_PodTemplateSpec({ metadata, spec }) ?? {};
}

/** Pods without data, one in each site, or in two racks of a single one, or on two of its hosts. */
export interface Servers {
  readonly count: number;
  readonly affinity?: k8s.Affinity;
  readonly topologySpreadConstraints: k8s.TopologySpreadConstraint[];
}

/** @param sites those with data */
export function servers(sites: readonly ElasticSite[], labels: Record<string, string>): Servers {
  const [only] = sites;
  if (only === undefined || sites.length < 2) {
    const domain = only !== undefined && racksOf(only).length > 1 ? 'rack' : 'host';
    return { count: 2, topologySpreadConstraints: [spreadOver(domain, labels, true)] };
  }
  // A witness has hosts too: only sites of data count as domains.
  const term = { matchExpressions: [{ key: NODE_LABELS.site, operator: 'In', values: sites.map(({ name }) => name) }] };
  return {
    count: sites.length,
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
    topologySpreadConstraints: [spreadOver('site', labels, true)],
  };
}
