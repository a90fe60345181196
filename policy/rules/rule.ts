import type { PolicyConfigSchema } from '@pulumi/policy';
import { identity, type Resource } from '../resource/resource';

/** Something that a rule refuses, and how it is mended. */
export interface Violation {
  /** Path of the input, such as `spec.template.spec.containers[0].image`; empty for the resource itself. */
  readonly at: string;
  /** What was found. Never a secret: what is shown here stands in logs. */
  readonly got: string;
  /** What would have been accepted. */
  readonly want: string;
  /** What the reader should do, in the imperative. */
  readonly fix: string;
}

/** One thing that the pack refuses. */
export interface Rule<Settings extends object> {
  readonly name: string;
  /** What it refuses, in one sentence. */
  readonly description: string;
  /** What holds where the configuration says nothing. */
  readonly defaults: Settings;
  /** What the configuration may say. */
  readonly schema: PolicyConfigSchema['properties'];
  /** Everything in the resource that it refuses. */
  readonly check: (resource: Resource, settings: Settings) => readonly Violation[];
}

/** `Deployment jenkins/jenkins  spec.…: got …, want …; fix: …`, on one line, as the library's own errors read. */
export function message(resource: Resource, { at, got, want, fix }: Violation): string {
  const place = at === '' ? '' : `${at}: `;
  return `${identity(resource)}  ${place}got ${brief(got)}, want ${want}; fix: ${fix}`;
}

/** Characters of a found text that a message shows. */
const MOST = 200;

function brief(text: string): string {
  const line = text.replace(/\s*[\n\r]\s*/g, ' ⏎ ');
  return line.length <= MOST ? line : `${line.slice(0, MOST - 3)}...`;
}
