import { formatProblem, brief, type Problem } from './problem';

/** Thrown for input that Tripod refuses; carries every problem that was found, not only the first. */
export class TripodError extends Error {
  override readonly name = 'TripodError';

  constructor(readonly problems: readonly Problem[]) {
    const places = new Set(problems.map((problem) => problem.path));
    const subject = places.size === 1 ? `${brief([...places].join())}: ` : '';
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${subject}${count}`, ...problems.map((problem) => `  ${formatProblem(problem)}`)].join('\n'));
  }
}

/** Collects problems below one path, so that all faults of an input are reported together. */
export class Problems {
  constructor(
    private readonly path: string,
    private readonly found: Problem[] = [],
  ) {}

  /** Records a problem at this path, or below it where `path` is given. */
  add(problem: Omit<Problem, 'path'> & { readonly path?: string }): void {
    this.found.push({ ...problem, path: join(this.path, problem.path) });
  }

  /** Records the problem unless `ok` holds; returns `ok`, so that later checks can build on it. */
  check(ok: boolean, problem: Omit<Problem, 'path'> & { readonly path?: string }): boolean {
    if (!ok) this.add(problem);
    return ok;
  }

  /** A collector for a place below this one; what it finds is found here too. */
  below(path: string): Problems {
    return new Problems(join(this.path, path), this.found);
  }

  get all(): readonly Problem[] {
    return this.found;
  }

  /** @throws TripodError with everything that was found, if anything was. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new TripodError(this.found);
  }
}

/**
 * Runs every step and throws once, with the problems of all steps together.
 * Anything that is not a TripodError is a fault of the program, and passes through at once.
 */
export function collect(...steps: readonly (() => void)[]): void {
  const problems: Problem[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      if (!(error instanceof TripodError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new TripodError(problems);
}

function join(path: string, below?: string): string {
  return below === undefined || below === '' ? path : path === '' ? below : `${path}/${below}`;
}
