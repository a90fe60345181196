import { type Output, runtime } from '@pulumi/pulumi';

/** A resource as a program handed it to Pulumi. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What is there already is only read. */
  readonly isRead: boolean;
}

/** Answers of functions of the engine, by their token. */
export type Answers = Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => object>>;

export interface World {
  /** @default 'production' */
  readonly stack?: string;
  readonly answers?: Answers;
  /** Fields of what is read, by its name in the stack. @default - what the program says itself */
  readonly found?: Readonly<Record<string, object>>;
}

/** Runs a program against nothing: what it registers is only listed. For names and bodies, not for behaviour. */
export async function registered(
  program: () => Promise<unknown>,
  { stack = 'production', answers = {}, found = {} }: World = {},
): Promise<readonly Registered[]> {
  const all: Registered[] = [];
  await runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id = '' }) => {
        all.push({ type, name, inputs: inputs as Registered['inputs'], isRead: id !== '' });
        return {
          id: id === '' ? `${name}-id` : id,
          state: { ...(type === 'kubernetes:core/v1:Namespace' ? state(inputs) : inputs), ...found[name] },
        };
      },
      call: ({ token, inputs }) => answers[token]?.(inputs as Registered['inputs']) ?? {},
    },
    'tripod',
    stack,
    false,
    'organization',
  );
  await program();
  await runtime.disconnect();
  return all;
}

/** The API server gives every namespace a uid. */
function state(inputs: Readonly<Record<string, unknown>>): object {
  return { ...inputs, metadata: { uid: 'uid-of-the-cluster', ...(inputs['metadata'] as object | undefined) } };
}

/** A value of a resource, once it is known. */
export function valueOf<T>(value: Output<T>): Promise<T> {
  return new Promise((resolve) => void value.apply(resolve));
}
