import type { Loose } from '../../support/objects';

/** Number of a rule's only rule: Ceph's own `replicated_rule` is 0. */
export const RULE = 1;

/** The rule that Rook and Ceph make for a pool of a cluster, as text of a CRUSH map. */
export function ruleOf(cluster: Loose, pool: Loose): string {
  const { stretchCluster } = cluster.spec.mon;
  // All pools of a stretch cluster share one rule, whatever they ask for (rook pkg/daemon/ceph/client/pool.go@v1.20.6,
  // createReplicatedPoolForApp), which takes its levels from the monitors (client/mon.go, CreateDefaultStretchCrushRule).
  if (stretchCluster?.zones.length > 0) {
    const level = stretchCluster.failureDomainLabel.split('/').at(-1);
    return twoSteps(level, stretchCluster.subFailureDomain ?? 'host');
  }
  const level = pool.failureDomain ?? 'host';
  if (pool.erasureCoded !== undefined) return erasureCoded(level);
  if (pool.replicated.replicasPerFailureDomain > 1) return twoSteps(level, pool.replicated.subFailureDomain ?? 'host');
  return replicated(level);
}

/** `ceph osd crush rule create-replicated` (ceph src/crush/CrushWrapper.cc@v20.2.0, add_simple_rule_at). */
export function replicated(level: string): string {
  return rule('replicated', ['take default', `chooseleaf firstn 0 type ${level}`, 'emit']);
}

/** Two copies in each domain (rook pkg/daemon/ceph/client/crush_rule.go@v1.20.6, twoStepCRUSHRuleTemplate: always two). */
export function twoSteps(level: string, below: string): string {
  return rule('replicated', [
    'take default',
    `choose firstn 0 type ${level}`,
    `chooseleaf firstn 2 type ${below}`,
    'emit',
  ]);
}

/** The rule of an erasure code profile (ceph src/erasure-code/ErasureCode.cc, create_rule, by add_simple_rule_at in `indep`). */
export function erasureCoded(level: string): string {
  return rule('erasure', [
    'set_chooseleaf_tries 5',
    'set_choose_tries 100',
    'take default',
    `chooseleaf indep 0 type ${level}`,
    'emit',
  ]);
}

function rule(type: 'replicated' | 'erasure', steps: readonly string[]): string {
  const lines = [`id ${RULE}`, `type ${type}`, 'min_size 1', 'max_size 10', ...steps.map((step) => `step ${step}`)];
  return `rule own {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

/** Items of a pool: copies, or shards of data and of coding. */
export function itemsOf({ replicated: copies, erasureCoded: shards }: Loose): number {
  return shards === undefined ? copies.size : shards.dataChunks + shards.codingChunks;
}
