import type { Construct } from 'constructs';
import { Component, type Document, type Fact, type PlanStep, type Problems, Stage } from '../../core';
import { planDocuments } from '../plan/documents';
import type { RecoveryPlan } from '../plan/recovery-plan';
import { checkOnce } from './check/once';
import { checkPair } from './check/props';
import { compare } from './compare/compare';
import { report } from './compare/support/row';
import { differences } from './differences';
import { factsOf } from './facts';
import { type Pair, pairOf } from './pair';
import { cityFailoverPlan } from './plans/city-failover';
import { drillPlan } from './plans/drill';
import { failbackPlan } from './plans/failback';
import { needsOf } from './plans/needs';
import { siteFailoverPlan } from './plans/site-failover';
import { switchoverPlan } from './plans/switchover';
import type { SitePairProps } from './props';
import { checkTravel } from './travel/travel';

/**
 * Two environments in two cities, of which one serves: what must be equal and what must differ between them, and every plan by
 * which one takes over from the other. People decide; then the plan fences the old side, opens the data on the new one and
 * leads users there. Print its runbook: the machine that holds it may be in the city that is lost.
 */
export class SitePair extends Component {
  private readonly pair: Pair;

  /** @throws TripodError with every fault of the props, such as a fence that nobody can keep; and outside of an Environment */
  constructor(scope: Construct, id: string, props: SitePairProps) {
    super(scope, id, { stage: Stage.RECOVERY, props });
    const environment = this.requireEnvironment('it is one side of the pair');
    const asked = pairOf(id, props, environment);
    const problems = this.problems();
    checkPair(asked, props?.times, problems);
    checkOnce(asked, this.others(), problems);
    problems.throwIfAny();
    this.pair = { ...asked, ...apiOf(asked) };
  }

  /** All of them, once both environments are complete: the loss of the city first. */
  get plans(): readonly RecoveryPlan[] {
    const { pair } = this;
    return [
      cityFailoverPlan(pair),
      ...pair.from.sites.map((site) => siteFailoverPlan(pair, site)),
      failbackPlan(pair),
      switchoverPlan(pair),
      drillPlan(pair),
    ];
  }

  /** Plans as they are run and read, and everything in which the two sides are compared. */
  override get documents(): readonly Document[] {
    return [...super.documents, ...this.plans.flatMap(planDocuments), differences(this.pair)];
  }

  /** How everything comes back with the plan for the loss of the city. */
  override get facts(): readonly Fact[] {
    return [...super.facts, ...factsOf(this.pair, cityFailoverPlan(this.pair), this)];
  }

  /** Where each plan is found. */
  override get steps(): readonly PlanStep[] {
    const steps = this.plans.map(({ name, title }): PlanStep => ({
      title,
      when: 'later',
      commands: [`# As people read it: recovery/${name}/RUNBOOK.md`, `recovery/${name}/run.sh status`],
    }));
    return [...super.steps, ...steps];
  }

  override get prerequisites(): readonly string[] {
    return [...super.prerequisites, ...needsOf(this.pair)];
  }

  /** Compares both sides, which are complete by now. */
  override checkComplete(problems: Problems): void {
    const { from, to } = this.pair;
    report(compare(this.pair), { here: from.name, there: to.name }, problems);
    checkTravel(this.pair, problems);
  }

  private others(): readonly { from: Pair['from']; to: Pair['to']; path: string }[] {
    const all = this.node.root.node.findAll().filter((each) => each instanceof SitePair && each !== this) as SitePair[];
    // One that was refused is no pair.
    return all
      .filter(({ pair }) => (pair as unknown) !== undefined)
      .map(({ pair: { from, to }, node: { path } }) => ({ from, to, path }));
  }
}

/** Where the other side stands cold, both get what they need to give the cluster away and take it over. */
function apiOf({ standby, from, to, fence, witness }: Pair): Pick<Pair, 'api'> {
  const [here, there] = standby.holders(from, to, { fence, ...(witness === undefined ? {} : { witness }) });
  return here === undefined || there === undefined ? {} : { api: [here, there] };
}
