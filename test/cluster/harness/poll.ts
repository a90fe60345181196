import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks every 50 ms until the answer is other than undefined. `undefined` is returned when the time is over, so that
 * the caller, who knows what was awaited, can say it.
 */
export async function poll<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + seconds * 1000;
  do {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(50);
  } while (Date.now() < deadline);
  return undefined;
}
