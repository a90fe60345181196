import type { EngineEvent, OpType, OutputMap } from '@pulumi/pulumi/automation';

/** What the engine did, or would do, with one resource. */
interface Step {
  readonly op: OpType;
  readonly urn: string;
  readonly type: string;
  /** As the program named it: `ConfigMap/default/settings`. */
  readonly name: string;
  /** Inputs that changed. */
  readonly diffs: readonly string[];
  /** It was begun, and did not succeed. */
  readonly failed: boolean;
}

/** One run of the engine, whether it went well or not. */
export interface Run {
  /** Everything that it said, to people and through events: where a secret would be seen. */
  readonly output: string;
  readonly events: readonly EngineEvent[];
  /** Every step in the order in which it ended, without the stack itself and providers. */
  readonly steps: readonly Step[];
  /** How many resources of the program had each operation: `{ create: 3, same: 12 }`. */
  readonly summary: Readonly<Partial<Record<OpType, number>>>;
  /** What the engine found wrong: its own error diagnostics. */
  readonly errors: readonly string[];
  /** Why the run failed. @default - it did not */
  readonly failure?: string;
  /** Outputs of the program after an `up`. */
  readonly outputs: OutputMap;
}

/** Gathers a run while it goes on. */
export class Recorder {
  private readonly texts: string[] = [];
  private readonly events: EngineEvent[] = [];

  readonly listeners = {
    onOutput: (text: string) => void this.texts.push(text),
    onError: (text: string) => void this.texts.push(text),
    onEvent: (event: EngineEvent) => {
      this.events.push(event);
      this.onEvent?.(event);
    },
  };

  constructor(private readonly onEvent?: (event: EngineEvent) => void) {}

  run(outputs: OutputMap, failure?: string): Run {
    const steps = this.events.flatMap(stepOf);
    const summary: Partial<Record<OpType, number>> = {};
    for (const { op, failed } of steps) if (!failed) summary[op] = (summary[op] ?? 0) + 1;
    return {
      output: [...this.texts, ...this.events.map((event) => JSON.stringify(event)), failure ?? ''].join('\n'),
      events: this.events,
      steps,
      summary,
      errors: this.events.flatMap(({ diagnosticEvent }) =>
        diagnosticEvent?.severity === 'error' ? [withoutColours(diagnosticEvent.message)] : [],
      ),
      failure,
      outputs,
    };
  }
}

/** Names of the resources that had one of the operations, in order: `named(run, 'create')`. */
export function named({ steps }: Run, ...ops: readonly OpType[]): readonly string[] {
  return steps.filter(({ op, failed }) => ops.includes(op) && !failed).map(({ name }) => name);
}

function stepOf({ resOutputsEvent, resOpFailedEvent }: EngineEvent): readonly Step[] {
  const metadata = (resOutputsEvent ?? resOpFailedEvent)?.metadata;
  if (
    metadata === undefined ||
    metadata.type === 'pulumi:pulumi:Stack' ||
    metadata.type.startsWith('pulumi:providers:')
  ) {
    return [];
  }
  const { op, urn, type, diffs } = metadata;
  const name = urn.slice(urn.lastIndexOf('::') + 2);
  return [{ op, urn, type, name, diffs: diffs ?? [], failed: resOpFailedEvent !== undefined }];
}

/** A text without the engine's marks for colours, `<{%reset%}>`. */
export const withoutColours = (text: string): string => text.replace(/<\{%[^%]*%\}>/g, '');
