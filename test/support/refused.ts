import { TripodError } from 'tripod-iac';

/** Proves that something is refused by a line with that text, which says where, what was found, what is wanted and how to mend it. */
export function expectRefused(make: () => unknown, text: string): void {
  const error = thrown(make);
  expect(error).toBeInstanceOf(TripodError);
  const lines = (error as TripodError).message.split('\n').map((line) => line.trim());
  const line = lines.find((each) => each.includes(text)) ?? lines.join('\n');
  expect(line).toContain(text);
  expect(line).toMatch(/^\S+ {2}(\S.*: )?got .+, want .+; fix: .{10,}$/);
}

function thrown(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  return undefined;
}
