import type { Objective, Objectives, RecoveryPlan, Voters } from '../../core';
import { planTime } from '../judge/time/plans';
import { bodyOf, factsOf, type Model, type Thing } from '../model/model';
import type { ThingVerdict } from '../proof';
import { sayTime } from './say';

/** A promise that is broken, and by what. */
export interface Subject {
  readonly kind: keyof Objectives;
  readonly model: Model;
  readonly verdict: ThingVerdict;
  readonly objective: Objective;
}

/** What would keep the data. */
export function mendData({ kind, model, verdict, objective }: Subject): string {
  const thing = model.thing.get(verdict.root ?? verdict.thing) ?? model.thing.get(verdict.thing);
  const copies = thing === undefined ? [] : factsOf(thing, 'async-copy');
  const rpo = objective.rpo.toMilliseconds();
  if (verdict.data === 'lost' && verdict.loss === undefined && copies.length > 0) {
    const places = copies.map(({ to }) => to).join(', ');
    return `keep a copy outside of the ${kind}: the one in ${places} is lost with its source`;
  }
  const nearest = copies.find(
    ({ interval, transfer }) => interval.toMilliseconds() + transfer.toMilliseconds() === verdict.loss,
  );
  if (verdict.data === 'lost' && nearest !== undefined) {
    const transfer = nearest.transfer.toMilliseconds();
    const took = `a copy is as old as the time between two (${sayTime(nearest.interval.toMilliseconds())}) and its way (${sayTime(transfer)})`;
    return rpo > transfer
      ? `copy every ${sayTime(rpo - transfer)} or more often: ${took}`
      : `make the way of a copy shorter than ${sayTime(rpo)}, or promise more: ${took}`;
  }
  if (verdict.data === 'lost') return `keep a copy of it outside of the ${kind}, or accept the risk by name`;
  const body = thing === undefined ? undefined : bodyOf(thing);
  if (body?.type === 'voters' && body.groups.some(({ data }) => data === false))
    return `add a member with data: an arbitrator keeps nothing, so that a write may stand on one ${kind}; or accept the risk by name`;
  return body?.type === 'copies'
    ? `acknowledge on more copies than one ${kind} can hold, or accept the risk by name`
    : `spread the members so that no ${kind} holds all that a write may stand on, or accept the risk by name`;
}

/** What would bring the service back in time. */
export function mendService({ kind, model, verdict, objective }: Subject): string {
  const thing = model.thing.get(verdict.root ?? verdict.thing) ?? model.thing.get(verdict.thing);
  if (thing === undefined) return 'accept the risk by name';
  const plan = factsOf(thing, 'recovery-plan').find((each) => planTime(each) === verdict.within);
  if (plan !== undefined) return `${sayPlan(plan)}; shorten it, or promise no less than ${sayTime(planTime(plan))}`;
  if (verdict.recovery === 'auto') {
    return `shorten its timers, or promise no less than ${sayTime(verdict.within ?? objective.rto.toMilliseconds())}`;
  }
  return `${spread(thing, kind)}, or give it a recovery plan`;
}

/** Every part of a plan's time, the decision and the DNS record among them, since those are forgotten. */
function sayPlan({ title, decision, steps, dns }: RecoveryPlan): string {
  const parts = [
    `the decision ${sayTime(decision.toMilliseconds())}`,
    ...steps.map(({ name, time }) => `${name} ${sayTime(time.toMilliseconds())}`),
    `the old address in DNS ${sayTime(dns.toMilliseconds())}`,
  ];
  return `the plan “${title}” takes ${parts.join(' + ')}`;
}

function spread(thing: Thing, kind: keyof Objectives): string {
  const body = bodyOf(thing);
  switch (body?.type) {
    case 'voters':
      return spreadVoters(body, kind);
    case 'copies':
      return `spread its copies so that ${body.minimum} are left without any one ${kind}`;
    case 'replicas':
      if (body.volume === true && body.fencing === undefined)
        return 'fence lost hosts, so that its volume may be mounted elsewhere';
      return `run it on hosts of more than one ${kind}`;
    case 'active-passive':
      return body.automatic === false
        ? 'let another member take over by itself'
        : `give it a member in another ${kind}`;
    case 'alternatives':
      return `give it a way in another ${kind}`;
    case undefined:
      return `place it outside of what fails with the ${kind}`;
  }
}

function spreadVoters({ groups }: Voters, kind: keyof Objectives): string {
  const parted = groups.find(({ disk }) => disk !== undefined);
  if (parted !== undefined) {
    return `put the disk of the voter on ${parted.hosts.join(', ')} where it stands, and not in ${parted.disk}`;
  }
  const votes = groups.reduce((sum, { count, votes: each = 1 }) => sum + count * each, 0);
  const most = votes - (Math.floor(votes / 2) + 1);
  return most === 0
    ? `add voters: of ${votes} none may be lost`
    : `spread its ${votes} votes so that no ${kind} holds more than ${most}: two equal halves never decide, a third ${kind} does`;
}
