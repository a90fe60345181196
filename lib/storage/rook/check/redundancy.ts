import type { SpreadDomain } from '../../../core';
import { isWhole, type Problems, show } from '../../../errors';
import { domainsOf, type Layout } from '../cluster/layout';

/** Ceph keeps at most ten copies (rule of CRUSH, rook pkg/daemon/ceph/client/crush_rule.go@v1.20.6). */
const MAX_COPIES = 10;

/** Checks copies and their failure domain, of the cluster or of a pool that has its own. */
export function checkCopies(layout: Layout, problems: Problems): void {
  const { mode, copies, failureDomain } = layout;
  if (mode === 'stretch') return checkStretched(layout, problems);
  problems.check(isWhole(copies, 3, MAX_COPIES), {
    at: 'copies',
    got: copies,
    want: `a whole number between 3 and ${MAX_COPIES}: with 2, a write would be acknowledged by one disk alone`,
    fix: 'leave `copies` out for 3',
  });
  const domain = show(failureDomain);
  const there = checkDomain(layout, problems) ? domainsOf(layout) : Infinity;
  problems.check(!isWhole(copies, there + 1), {
    at: 'copies',
    got: `${show(copies)} over ${there} ${domain}s with storage`,
    want: `a ${domain} for every copy`,
    fix:
      failureDomain === 'rack'
        ? 'leave `failureDomain` out to spread over hosts, or add racks'
        : `add ${domain}s with the role storage, or lower \`copies\` (3 at least)`,
  });
}

/** Checks the failure domain outside of stretch mode. Returns whether it is one. */
export function checkDomain({ mode, failureDomain }: Layout, problems: Problems): boolean {
  const choices: readonly SpreadDomain[] = mode === 'spread' ? ['site'] : ['host', 'rack'];
  return problems.check(choices.includes(failureDomain), {
    at: 'failureDomain',
    got: failureDomain,
    want:
      mode === 'spread'
        ? 'site: else a site could hold most copies of an item'
        : 'host or rack, since one site has data',
    fix: 'leave `failureDomain` out',
  });
}

/** All pools of a stretch cluster have size 4 (rook pkg/operator/ceph/pool/validate.go@v1.20.6, ValidatePoolSpec). */
function checkStretched({ copies, failureDomain }: Layout, problems: Problems): void {
  problems.check(copies === 4, {
    path: 'pool',
    at: 'size',
    got: `${show(copies)} over two data sites`,
    want: '4 (2 per site) in a stretch cluster',
    fix: 'leave `copies` out, or set 4',
  });
  problems.check(failureDomain === 'site', {
    at: 'failureDomain',
    got: failureDomain,
    want: 'site: two copies in each, on hosts of their own',
    fix: 'leave `failureDomain` out',
  });
}
