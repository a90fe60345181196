import { Duration } from 'cdk8s';
import { Fact, liesOn, moving, placed, resolvesNames, type StorageClassRef, toStart } from '../../core';
import type { Host } from '../../landscape';
import { START_LIMIT } from './controller';

const CONTROLLER = 'jenkins-controller';

/** Of somebody on call: the alert, the log-in, the look at the host. */
const DECISION = Duration.minutes(15);

/** Until the host is surely off: switched off by its management controller, or seen dark. Two writers would spoil the home. */
const SURELY_OFF = Duration.minutes(10);

/** By them somebody makes sure. */
const POWER = 'power switch of a dead host';

/** Pods of a node that is out of service go at once, and so do their volumes (kubernetes pkg/controller/podgc/gc_controller.go@v1.34.4, every 20 s). */
const LET_GO = Duration.minutes(1);

/** How people bring it back when its host is gone. */
export const HOST_IS_DEAD =
  'The host of Jenkins is dead, and surely off: let its pod and volume go (untaint it before it returns)';

/**
 * What the proof has to know: one pod, whose volume nobody takes from a host that may still write to it.
 * @param template of its pod, as it is sent
 */
export function factsOf(template: object, volumes: StorageClassRef, hosts: readonly Host[]): readonly Fact[] {
  const placement = placed(template, hosts, 1);
  const places = hosts.filter(({ name }) => placement.hosts.includes(name)).map(({ site }) => site);
  return [
    // With its volume, and so for a drain only.
    Fact.replicas(CONTROLLER, { groups: [placement], ...moving(template, START_LIMIT), volume: true }),
    liesOn(CONTROLLER, volumes),
    // Its agents are pods, and find it by name.
    resolvesNames(CONTROLLER),
    ...toStart(CONTROLLER),
    Fact.dependsOn(CONTROLLER, POWER, 'starting'),
    // Any site that is left will do.
    ...[...new Set(places)].map(comeBack),
  ];
}

function comeBack(site: string): Fact {
  return Fact.recoveryPlan(CONTROLLER, {
    title: HOST_IS_DEAD,
    by: [site],
    decision: DECISION,
    steps: [
      { name: 'make sure that the host is off', time: SURELY_OFF },
      { name: 'let pod and volume go', time: LET_GO },
      { name: 'Jenkins starts', time: START_LIMIT },
    ],
    dns: Duration.millis(0),
  });
}
