import { TripodError } from '../../errors';

/**
 * A secret by its name. Constructs never hold the value: the files say what must exist, the Pulumi door puts a secret
 * input in its place.
 */
export class SecretValue {
  /** @param name what the value is called in the bank's vault or in the stack's configuration, such as `jenkins/admin-password` */
  static from(name: string): SecretValue {
    if (typeof name === 'string' && /^\S(.*\S)?$/u.test(name) && name.length <= 253) return new SecretValue(name);
    throw new TripodError([
      {
        path: 'SecretValue',
        at: 'name',
        got: name,
        want: 'what the value is called, on one line of at most 253 characters',
        fix: 'for example `jenkins/admin-password`',
      },
    ]);
  }

  private constructor(readonly name: string) {}

  /** Guards against use in a template string, which would write a name where a value is expected. */
  toString(): never {
    throw new TypeError(
      `the secret ${this.name} cannot be part of a text; pass it to a SecretObject and refer to that`,
    );
  }

  toJSON(): never {
    return this.toString();
  }
}
