import { isWhole, TripodError } from '../../../errors';

/** Fewest data shards that Rook takes (rook pkg/apis/ceph.rook.io/v1/pool.go@v1.20.6, validatePoolSpec). */
const LEAST_DATA = 2;

/**
 * With one coding shard Ceph acknowledges writes that no shard protects: the least is k, since it is k + min(1, m − 1)
 * (ceph src/mon/OSDMonitor.cc, prepare_pool_size).
 */
const LEAST_CODING = 2;

/** Most shards: a pool is spread over as many failure domains. */
const MOST = 32;

/** Data cut into shards, with further shards from which lost ones are computed: less room than copies, and slower writes. */
export class ErasureCode {
  /**
   * `ErasureCode.of(4, 2)`: four shards of data and two of code take 1.5 times the room of what is stored.
   * @param data shards that hold the data, k: 2 and more
   * @param coding shards that may be lost, m: 2 and more
   * @throws TripodError for other numbers
   */
  static of(data: number, coding: number): ErasureCode {
    const bad = [
      { at: 'data', got: data, ok: isWhole(data, LEAST_DATA, MOST - LEAST_CODING), least: LEAST_DATA },
      { at: 'coding', got: coding, ok: isWhole(coding, LEAST_CODING, MOST - LEAST_DATA), least: LEAST_CODING },
    ].filter(({ ok }) => !ok);
    if (bad.length === 0) return new ErasureCode(data, coding);
    throw new TripodError(
      bad.map(({ at, got, least }) => ({
        path: 'ErasureCode',
        at,
        got,
        want: `a whole number of shards, ${least} and more${at === 'coding' ? ': with one, a write would be acknowledged without a spare' : ''}`,
        fix: 'for example `ErasureCode.of(4, 2)`',
      })),
    );
  }

  private constructor(
    readonly data: number,
    readonly coding: number,
  ) {}

  /** Shards of one item, each on a failure domain of its own. */
  get shards(): number {
    return this.data + this.coding;
  }

  /** Shards that must be there when a write is acknowledged, and for anything to be served. */
  get minimum(): number {
    return this.data + 1;
  }
}
