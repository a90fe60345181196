import { median } from '../../ha/judge/gaps';
import { LIMITS } from './limits';
import type { Held, Round, WayBack } from './round';

/** Everything that was promised and not kept. @param rpo seconds that are declared for each holder */
export function breaches(rounds: readonly Round[], rpo: number): readonly string[] {
  const times = rounds.flatMap(({ seen }) => seen.flatMap(({ served }) => served ?? []));
  const middle = median(times);
  const { rto } = LIMITS;
  return [
    ...rounds.flatMap((round) => ofRound(round, rpo).map((text) => `round ${round.number} (${round.fault}): ${text}`)),
    ...(middle !== undefined && middle > rto.median
      ? [`the median of the RTO is ${said(middle)}, want at most ${said(rto.median)}`]
      : []),
  ];
}

function ofRound(round: Round, rpo: number): readonly string[] {
  const { seen, held, error, steps, afterReturn, trials, back } = round;
  return [
    ...(error === undefined ? [] : [error]),
    ...(back === undefined ? [] : ofWayBack(back).map((text) => `way back: ${text}`)),
    ...trials.filter(({ isKept }) => !isKept).map(({ what, want, found }) => `${what}: ${found}, want ${want}`),
    ...steps.filter(({ outcome }) => outcome !== 'done').map(({ step, outcome }) => `step ${step}: ${outcome}`),
    ...seen.flatMap(({ client, served }) => {
      if (served === undefined) return [`${client} was never served by the new side`];
      const { maximum } = LIMITS.rto;
      return served > maximum ? [`${client} waited ${said(served)}, want at most ${said(maximum)}`] : [];
    }),
    ...(afterReturn > 0 ? [`the old side took ${afterReturn} writes after it had returned, want none`] : []),
    ...held.flatMap((each) => ofHolder(each, rpo).map((text) => `${each.holder}: ${text}`)),
  ];
}

function ofWayBack({ error, lost, both, served }: WayBack): readonly string[] {
  return [
    ...(error === undefined ? [] : [error]),
    ...(lost.length > 0 ? [`${lost.length} acknowledged writes are lost, want none`] : []),
    ...(both.length > 0 ? [`${both.length} writes were taken while the other side took some, want none`] : []),
    ...(served.includes(undefined) ? ['not every user was served by the first side again'] : []),
  ];
}

function ofHolder(held: Held, rpo: number): readonly string[] {
  const { holder, both, afterFence, tooOld, unknown, secondsLost } = held;
  const limit = LIMITS.afterFence[holder];
  return [
    ...(both.length > 0 ? [`${both.length} writes were taken while the other side took some, want none`] : []),
    ...(afterFence === undefined
      ? ['the new side took no write']
      : afterFence > limit
        ? [`took its first write ${said(afterFence)} after the fence, want at most ${said(limit)}`]
        : []),
    ...(secondsLost > rpo
      ? [`lost what was written ${secondsLost.toFixed(1)} s before the loss, declared are ${rpo} s`]
      : []),
    ...(tooOld.length > 0 ? [`${tooOld.length} writes from before the copy are lost or came back, want none`] : []),
    ...unknown.map((name) => `${name} is there, and nobody wrote it`),
  ];
}

function said(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
