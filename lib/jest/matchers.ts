import type { Failure, Loss } from '../proof';
import type { SurviveOptions } from './options';

/** Matchers for an Environment. */
export interface TripodMatchers<R> {
  /**
   * Nothing of the environment loses more, or stays away longer, than is allowed when this fails.
   * `expect(production).toSurvive(loss.site('sh-a'), { rpo: none, rto: Duration.minutes(5) })`
   */
  toSurvive(failure: Loss | Failure, options?: SurviveOptions): R;
}

declare global {
  // The global `expect`, whose types @types/jest keeps in a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> extends TripodMatchers<R> {}
  }
}

// The one that is imported from @jest/globals or expect.
declare module 'expect' {
  interface Matchers<R> extends TripodMatchers<R> {}
}
