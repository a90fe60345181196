import { runtime } from '@pulumi/pulumi';
import { bootstrapHosts, type BootstrapOptions } from '../../../../lib/engines/pulumi/hosts';
import type { Rendering } from 'tripod-iac';

const SIGNATURE = '4dabf18193072939515e22adb298388d';

/** A step as it reached Pulumi. */
export interface Made {
  readonly type: string;
  /** Values in it that are secret stand as `{ secret: … }`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of all steps that had ended when it began. */
  readonly after: readonly string[];
  /** Names of all steps that ran when it began. */
  readonly beside: readonly string[];
}

/** Bootstraps hosts on an engine that only writes down, by name, what reaches it; each step takes a moment. */
export async function recorded(rendering: Rendering, options: BootstrapOptions): Promise<ReadonlyMap<string, Made>> {
  const made = new Map<string, Made>();
  const ended: string[] = [];
  await runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        const beside = [...made.keys()].filter((other) => !ended.includes(other));
        made.set(name, { type, inputs: plain(inputs) as Made['inputs'], after: [...ended], beside });
        await new Promise((resolve) => setTimeout(resolve, 2));
        ended.push(name);
        return { id: name, state: { ...(inputs as object), stdout: `said by ${name}`, stderr: '' } };
      },
      call: () => ({}),
    },
    'tripod',
    'test',
    false,
  );
  bootstrapHosts(rendering, options);
  await runtime.disconnect();
  return made;
}

/** Inputs without what is secret in them. */
export function visible(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(visible);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.filter(([key]) => key !== 'secret').map(([key, each]) => [key, visible(each)]));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (SIGNATURE in fields) return { secret: plain(fields['value']) };
  return Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, plain(each)]));
}
