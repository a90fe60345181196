/** What a client asked for: a new object, or a read that a majority must confirm. */
export type RequestKind = 'write' | 'read';

/** One request of a client. Times are milliseconds of the machine's monotonic clock, which all its processes share. */
export interface Request {
  readonly client: string;
  readonly kind: RequestKind;
  /** `namespace/name` of the object. */
  readonly object: string;
  /** What was written; empty for a read. */
  readonly value: string;
  readonly sent: number;
  readonly answered: number;
  /** HTTP status, or the name of the fault: `timeout`, `ECONNREFUSED`… */
  readonly outcome: number | string;
}

/** Whether the server promised it. A time-out promises nothing, either way. */
export function acknowledged({ outcome }: Request): boolean {
  return outcome === 200 || outcome === 201;
}

export function line(request: Request): string {
  return `${JSON.stringify(request)}\n`;
}

/** A line of a log; undefined for one that a killed client left half. */
export function parseLine(text: string): Request | undefined {
  try {
    return JSON.parse(text) as Request;
  } catch {
    return undefined;
  }
}
