/** Which of the two holders of data a client writes to. */
export type Holder = 'api' | 'database';

/** One write of a client. Times are milliseconds of the monotonic clock, which all processes of a machine share. */
export interface Write {
  readonly client: string;
  readonly holder: Holder;
  readonly act: 'create' | 'delete';
  /** Name of the object or of the row. */
  readonly object: string;
  /** Address that was written to; empty where the name led nowhere. */
  readonly address: string;
  readonly sent: number;
  readonly answered: number;
  /** `ok`, an HTTP status, or the name of the fault. */
  readonly outcome: number | string;
}

/** Whether the server promised it. A time-out promises nothing, either way. */
export function acknowledged({ outcome }: Write): boolean {
  return outcome === 'ok' || outcome === 200 || outcome === 201;
}

/** A line of a log; undefined for one that a killed client left half. */
export function parseWrite(text: string): Write | undefined {
  try {
    return JSON.parse(text) as Write;
  } catch {
    return undefined;
  }
}
