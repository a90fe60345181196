import type { ActivePassive, Copies, Replicas, Voters } from 'tripod-iac/core';
import type { Landscape } from 'tripod-iac/landscape';
import type { Blow } from 'tripod-iac/proof';
import { playActivePassive } from './active-passive';
import { playCopies } from './copies';
import { playReplicas } from './replicas';
import { playVoters } from './voters';
import { worst, type Words } from './words';
import { type Stage, stagesOf, World } from './world';

/** Facts that say what a thing is made of. */
export type Made = Voters | Copies | Replicas | ActivePassive;

/**
 * The worst that can become of a thing: every placement that its rules allow is played through. It shares no line with
 * the arithmetic that it checks.
 */
export function simulate(landscape: Landscape, fact: Made, blows: readonly Blow[]): Words {
  return worst(outcomes(fact, stagesOf(landscape, blows), World.whole(landscape)));
}

function outcomes(fact: Made, stages: readonly Stage[], whole: World): Iterable<Words> {
  switch (fact.type) {
    case 'voters':
      return playVoters(fact, stages, whole);
    case 'copies':
      return playCopies(fact, stages, whole);
    case 'replicas':
      return playReplicas(fact, stages, whole);
    case 'active-passive':
      return playActivePassive(fact, stages);
  }
}
