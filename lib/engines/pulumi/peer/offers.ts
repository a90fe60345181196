import { type Output, output, type ProviderResource, RunError, secret } from '@pulumi/pulumi';
import { isFields } from '../../../errors';
import type { ObjectRef, OfferedValue } from '../../../core';
import { keyOf } from '../plan/item';
import { nameOf, typeOf } from '../plan/token';
import type { Made } from '../register';
import { LiveObject } from './live';

/** Stands before the names of what is read, since objects of the same kind and name are made. */
const READ = 'Offered';

/**
 * Values that an environment offers, read from its cluster at every run, once the objects that tell them are ready. One
 * that is not there yet is undefined.
 */
export class Offers {
  private readonly objects = new Map<string, LiveObject>();
  private readonly values = new Map<string, Output<string | undefined>>();

  constructor(
    private readonly offered: readonly OfferedValue[],
    private readonly provider: ProviderResource,
  ) {}

  /** The value of a name; undefined where the environment offers none. */
  get(name: string, made: Made): Output<string | undefined> | undefined {
    const offer = this.offered.find((each) => each.name === name);
    if (offer === undefined) return undefined;
    const value = this.values.get(name) ?? this.read(offer, made);
    this.values.set(name, value);
    return value;
  }

  /** The value of a name, for what is made of it. The run fails where the cluster does not say it yet. */
  need(name: string, made: Made): Output<string> {
    const value = this.get(name, made);
    if (value === undefined) throw new Error(`nobody offers ${name}`);
    return value.apply((text) => {
      if (text === undefined) throw new RunError(`The cluster does not say ${name} yet: run \`pulumi up\` once more`);
      return text;
    });
  }

  /** All by name. */
  all(made: Made): ReadonlyMap<string, Output<string | undefined>> {
    return new Map(this.offered.map(({ name }) => [name, this.get(name, made)!]));
  }

  /** The object as it is in the cluster; the environment must make it. */
  object(source: ObjectRef, made: Made): LiveObject {
    const key = keyOf(source);
    const owner = made.get(key);
    if (owner === undefined) throw new Error(`no component makes ${key}, which is read`);
    const { apiVersion, kind, name, namespace } = source;
    const stackName = `${READ}/${nameOf(kind, namespace, name)}`;
    const object =
      this.objects.get(key) ?? new LiveObject(typeOf(apiVersion, kind), stackName, owner.id, owner, this.provider);
    this.objects.set(key, object);
    return object;
  }

  private read({ name, source, path, key }: OfferedValue, made: Made): Output<string | undefined> {
    const object = this.object(source, made);
    const found = object.status.apply((status) => textAt({ status }, path));
    if (key === undefined) return found;
    // A Secret that is not named yet cannot be read: the resource is there from the run on in which it is.
    return secret(
      found.apply((named) => (named === undefined ? nothing() : this.readSecret(name, named, key, object))),
    );
  }

  /** Of a Secret in the namespace of the object that names it. */
  private readSecret(name: string, named: string, key: string, object: LiveObject): Output<string | undefined> {
    const id = object.id.apply((path) => path.replace(/[^/]*$/, named));
    const found = new LiveObject('kubernetes:core/v1:Secret', `${READ}/${name}`, id, object, this.provider);
    return found.data.apply((data) => decoded(data?.[key]));
  }
}

/** What a stack tells others: the values that are there, as one secret. */
export function offeredOutput(
  offered: ReadonlyMap<string, Output<string | undefined>>,
): Output<Readonly<Record<string, string>>> {
  const values = output(Object.fromEntries(offered)) as Output<Readonly<Record<string, string | undefined>>>;
  return secret(values.apply((each) => present(each)));
}

function present(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The text or number at a plain path such as `{.status.poolID}`. */
export function textAt(object: unknown, path: string): string | undefined {
  const fields = path.replace(/^\{\.|\}$/g, '').split('.');
  const value = fields.reduce<unknown>((at, field) => (isFields(at) ? at[field] : undefined), object);
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined;
}

function decoded(text = ''): string | undefined {
  return text === '' ? undefined : Buffer.from(text, 'base64').toString();
}

function nothing(): Output<string | undefined> {
  return output<string | undefined>(undefined);
}
