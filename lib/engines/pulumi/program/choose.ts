import { type Environment, Problems } from '../../../core';

/** The environment that a stack is for: that of its name. @throws TripodError naming those that there are */
export function chosen(environments: readonly Environment[], stack: string): Environment {
  const problems = new Problems('pulumi');
  const names = environments.map(({ name }) => name);
  const found = environments.find(({ name }) => name === stack);
  problems.check(found !== undefined, {
    at: 'stack',
    got: stack,
    want: `the name of an environment: ${names.join(', ')}`,
    fix: `\`pulumi stack select --create ${names[0] ?? 'NAME'}\``,
  });
  problems.throwIfAny();
  return found!;
}
