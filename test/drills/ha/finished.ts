import { FAULTS } from './faults';
import type { Round } from './judge/round';

/** Names of the faults that were brought about as often as the whole drill does, without an error of its own. */
export function finishedFaults(rounds: readonly Round[]): readonly string[] {
  const sound = rounds.filter(({ error }) => error === undefined);
  const isFinished = (name: string, times: number) => sound.filter(({ fault }) => fault === name).length >= times;
  return FAULTS.filter(({ name, times }) => isFinished(name, times)).map(({ name }) => name);
}
