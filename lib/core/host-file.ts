import { Construct, type IConstruct } from 'constructs';
import type { Host } from '../landscape';

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
    this.host = props.host;
    this.path = props.path;
    this.content = props.content;
    this.mode = props.mode ?? '0644';
    this.owner = props.owner ?? 'root:root';
    this.digests = props.digests ?? true;
    Object.defineProperty(this, HOST_FILE, { value: true });
  }
}
