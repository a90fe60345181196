import type { Environment, Objectives } from '../../../core';
import type { Problems } from '../../../errors';
import { checkQuotas, type Quotas, quotasOf } from '../capacity/quotas';
import { type Layout, layoutOf } from '../cluster/layout';
import { checkObjects } from '../object/check/props';
import { planOf, type PoolPlan } from '../pools/added/plan';
import type { BlockPoolProps } from '../pools/added/props';
import type { RookCephProps } from '../props';
import { checkBlockPool } from './block-pool';
import { checkLayout, checkSites } from './check';
import { checkNames } from './names';
import { checkProps } from './props';

/** The layout that follows from props and landscape. @throws TripodError with every fault of both */
export function checkedLayout(props: RookCephProps, environment: Environment | undefined, problems: Problems): Layout {
  const { sites = environment?.sites } = props;
  const objectives = environment?.objectives ?? {};
  checkProps(props, problems);
  checkObjects(props, environment, problems);
  const there = checkSites(sites, environment, problems) ? (sites ?? []) : [];
  const layout = layoutOf(there, { ...props, promisesRacks: objectives.rack !== undefined });
  const witnesses = (environment?.sites ?? there).filter(({ role }) => role === 'witness');
  const around = { all: there, witnesses, realm: props.realm !== undefined };
  if (there.length > 0) checkLayout(layout, around, problems);
  checkNames(environment?.sites ?? there, problems);
  if (problems.all.length === 0) checkQuotas(quotasOf(layout, props), objectives, problems);
  problems.throwIfAny();
  return layout;
}

/** What a pool that is added has to agree with. */
interface Surroundings {
  readonly layout: Layout;
  /** Names of the pools that are there. */
  readonly taken: readonly string[];
  /** Whether keys of volumes have a place to be kept. */
  readonly keys: boolean;
  readonly quotas: Quotas;
  readonly objectives: Objectives;
}

/** Where a pool will lie, and the quotas with its own. @throws TripodError with every fault of name and props */
export function checkedPool(
  name: string,
  props: BlockPoolProps,
  around: Surroundings,
  problems: Problems,
): { readonly plan: PoolPlan; readonly quotas: Quotas } {
  checkBlockPool(name, props, around, problems);
  problems.throwIfAny();
  const plan = planOf(around.layout, props);
  const quotas = { ...around.quotas, [name]: plan.data };
  checkQuotas(quotas, around.objectives, problems);
  problems.throwIfAny();
  return { plan, quotas };
}
