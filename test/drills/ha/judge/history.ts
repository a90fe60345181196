import { acknowledged, type Request } from '../writer/log';

/** What came of the writes of a drill. */
export interface History {
  /** Acknowledged, and yet missing or different: each is a broken promise. */
  readonly lost: readonly string[];
  /** Stored although the client was told nothing: allowed, since a time-out promises neither. */
  readonly storedSilently: number;
  /** Stored, and written by nobody: something came back that was never there. */
  readonly unknown: readonly string[];
}

/** Compares what clients were promised with what is stored: values by `namespace/name`. */
export function checkHistory(requests: readonly Request[], stored: ReadonlyMap<string, string>): History {
  const writes = requests.filter(({ kind }) => kind === 'write');
  const promised = writes.filter(acknowledged);
  const values = new Map(writes.map(({ object, value }) => [object, value]));
  return {
    lost: promised.flatMap(({ object, value, outcome }) => {
      const found = stored.get(object);
      if (found === value) return [];
      return [
        `${object}: answered ${outcome}, now ${found === undefined ? 'missing' : `“${found}” in place of “${value}”`}`,
      ];
    }),
    storedSilently: writes.filter((write) => !acknowledged(write) && stored.has(write.object)).length,
    unknown: [...stored.keys()].filter((object) => !values.has(object)),
  };
}
