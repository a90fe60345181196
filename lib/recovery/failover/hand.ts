import { type Action, Lasting } from '../plan/action';

/** What a role does by hand, and says so. */
export function hand(
  by: string,
  actions: readonly (Pick<Action, 'id' | 'title' | 'phase' | 'time'> & Partial<Pick<Action, 'check' | 'verify'>>)[],
): readonly Action[] {
  const undo = new Lasting(`${by} takes it back`);
  return actions.map((action) => ({ verify: [], ...action, by, commands: [], undo }));
}
