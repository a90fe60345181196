import type { Construct } from 'constructs';
import { Component, type Fact, type PlanStep, Stage } from '../../core';
import { storeOf } from '../etcd/snapshots/store-of';
import { checkFailover } from './check';
import { plansOf } from './facts';
import { endpointOf, failoverSteps } from './plan';
import { type CityFailoverProps, type Failover, failoverOf } from './props';
import { readingNeeds } from './snapshot';
import { mirrorOf } from './volumes/mirror-of';
import { volumesNeed } from './volumes/take';

/**
 * The plan for the loss of a city: a person decides, the lost city is fenced, and an environment elsewhere takes over. It
 * moves no data by itself: what that environment does not have yet is lost, and the proof says so.
 *
 * Its steps stand in the plan of the environment that is lost, for later. Their times, the decision and the TTL of the
 * DNS records are what the proof counts. Print it: the machine that holds it may be in that city.
 */
export class CityFailover extends Component {
  private readonly failover: Failover;

  /** @throws TripodError with every fault of the props, such as a `to` in the same city; and outside of an Environment */
  constructor(scope: Construct, id: string, props: CityFailoverProps) {
    super(scope, id, { stage: Stage.RECOVERY, props });
    const environment = this.requireEnvironment('it is the plan for its loss');
    this.failover = failoverOf(props, environment);
    const problems = this.problems();
    checkFailover(this.failover, props?.steps, problems);
    problems.throwIfAny();
  }

  /** Of everything that it brings back, known once both environments are complete. */
  override get facts(): readonly Fact[] {
    return [...super.facts, ...plansOf(this.failover, this)];
  }

  override get steps(): readonly PlanStep[] {
    return [...super.steps, ...failoverSteps(this.failover)];
  }

  override get prerequisites(): readonly string[] {
    const { from, to, dns } = this.failover;
    const name = endpointOf(from);
    const mirror = mirrorOf(this.failover);
    return [
      ...super.prerequisites,
      ...(name === undefined
        ? []
        : [
            `DNS: the record of ${name} has a TTL of at most ${dns.toSeconds()} s, its server stands outside of the city, and takes changes by nsupdate with the key in "$SECRETS/dns.key"`,
            `The certificates of the API servers of ${to.name} bear the name ${name}, too (\`certSANs\`)`,
          ]),
      `This plan, printed or kept in another city, and the kubeconfig of ${to.name} with it`,
      ...(storeOf(from) === undefined ? [] : [readingNeeds()]),
      ...(mirror === undefined ? [] : [volumesNeed(mirror)]),
    ];
  }
}
