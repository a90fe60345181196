import { Construct, type IConstruct } from 'constructs';
import { isFields, Problems } from '../../errors';
import type { Host } from '../../landscape';

const HOST_FILE = Symbol.for('tripod.host-file');

export interface HostFileProps {
  readonly host: Host;
  /** Absolute path on the host. */
  readonly path: string;
  readonly content: string;
  /** Octal mode, set when the file is installed. @default '0644' */
  readonly mode?: string;
  /** Owner and group. @default 'root:root' */
  readonly owner?: string;
  /** Whether images keep their digest; not for programs that know an image by the tag. @default true */
  readonly digests?: boolean;
}

/** A file on a host. Its images pass through the catalogue like those of every object. */
export class HostFile extends Construct {
  static isHostFile(construct: IConstruct): construct is HostFile {
    return HOST_FILE in construct;
  }

  readonly host: Host;
  readonly path: string;
  readonly content: string;
  readonly mode: string;
  readonly owner: string;
  readonly digests: boolean;

  constructor(scope: Construct, id: string, props: HostFileProps) {
    super(scope, id);
    check(this, props);
    this.host = props.host;
    this.path = props.path;
    this.content = props.content;
    this.mode = props.mode ?? '0644';
    this.owner = props.owner ?? 'root:root';
    this.digests = props.digests ?? true;
    Object.defineProperty(this, HOST_FILE, { value: true });
  }
}

/** Kinds of the values; what the texts must look like is checked for all files of an environment together. */
const KINDS: Readonly<Record<Exclude<keyof HostFileProps, 'host'>, 'string' | 'boolean'>> = {
  path: 'string',
  content: 'string',
  mode: 'string',
  owner: 'string',
  digests: 'boolean',
};

function check(file: IConstruct, props: unknown): void {
  const problems = new Problems(file.node.path);
  const fields: Readonly<Record<string, unknown>> = isFields(props) ? props : {};
  const host = fields['host'];
  problems.check(isFields(host) && typeof host['name'] === 'string', {
    at: 'host',
    got: host,
    want: 'a host of the landscape',
    fix: 'take it from `environment.hosts`',
  });
  for (const [at, kind] of Object.entries(KINDS)) {
    const required = at === 'path' || at === 'content';
    problems.check(typeof fields[at] === kind || (!required && fields[at] === undefined), {
      at,
      got: fields[at],
      want: kind === 'string' ? 'a text' : 'true or false',
      fix: required ? `set \`${at}\`` : `leave \`${at}\` out`,
    });
  }
  problems.throwIfAny();
}
