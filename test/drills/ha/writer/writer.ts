import { resolve } from 'node:path';
import { ClientProcess } from '../../world/process/client';
import { parseLine, type Request } from './log';
import type { Assignment } from './program';

const PROGRAM = resolve(__dirname, 'program.ts');

/** A client of the drill while it runs, and all that it ever asked. */
export class Writer extends ClientProcess {
  readonly requests: Request[];

  /** @param enter what a command begins with that runs on a site's network */
  constructor(
    override readonly assignment: Assignment,
    readonly site: string,
    enter: readonly string[],
    folder: string,
  ) {
    const requests: Request[] = [];
    const onLine = (text: string) => {
      const request = parseLine(text);
      if (request !== undefined) requests.push(request);
    };
    super(assignment, { program: PROGRAM, enter, folder, onLine });
    this.requests = requests;
  }

  get name(): string {
    return this.assignment.name;
  }

  /** Has it write into another namespace from now on. */
  writeInto(namespace: string): void {
    this.tell(namespace);
  }
}
