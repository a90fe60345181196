import { setTimeout as pause } from 'node:timers/promises';
import { isStatus, NoMatchError } from '../cluster/api-error';

/**
 * Tries again after 1, 2, 4, 8 and 16 s where a kind or a namespace is not there, since it may be on its way. Source:
 * await/await.go, Creation, and retry/retry.go; the official plugin sleeps another 32 s before it gives up.
 */
export async function retryMissing<T>(attempt: () => Promise<T>, again: (error: Error) => Promise<void>): Promise<T> {
  for (let seconds = 1; ; seconds *= 2) {
    try {
      return await attempt();
    } catch (error) {
      if (seconds > 16 || !(isStatus(error, 404) || error instanceof NoMatchError)) throw error;
      await again(error);
      await pause(1000 * seconds);
    }
  }
}
