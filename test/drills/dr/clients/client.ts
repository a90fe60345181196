import { resolve } from 'node:path';
import { ClientProcess } from '../../world/process/client';
import { parseWrite, type Write } from './log';
import type { Assignment } from './program';

const PROGRAM = resolve(__dirname, 'program.ts');

/** A client of the drill while it runs, and all that it ever wrote. */
export class Client extends ClientProcess {
  readonly writes: Write[];

  /** @param enter what a command begins with that runs on a place's network */
  constructor(
    override readonly assignment: Assignment,
    enter: readonly string[],
    folder: string,
  ) {
    const writes: Write[] = [];
    const onLine = (text: string) => {
      const write = parseWrite(text);
      if (write !== undefined) writes.push(write);
    };
    super(assignment, { program: PROGRAM, enter, folder, onLine });
    this.writes = writes;
  }
}
