/** What Rook would refuse, in its words, each with the object that it is about. */
export class Faults {
  readonly found: string[] = [];

  constructor(private readonly about: string) {}

  /** Notes the fault where the condition of Go's `if` holds. */
  when(condition: boolean, message: string): void {
    if (condition) this.found.push(`${this.about}: ${message}`);
  }
}

/** What Go would read where a field is left out. */
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
