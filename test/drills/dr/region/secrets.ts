import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../world/process/run';

/** Keys of the drill, made anew for each: below one folder, for its owner only. */
export class Secrets {
  static async create(folder: string): Promise<Secrets> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const secrets = new Secrets(folder);
    await must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'drill', '-f', secrets.path('ssh')]);
    return secrets;
  }

  private readonly keys = new Map<string, string>();

  private constructor(private readonly folder: string) {}

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Secret of a TSIG key, in base64: a name begins with one and keeps it. */
  tsigSecret(name: string): string {
    const secret = this.keys.get(name) ?? randomBytes(32).toString('base64');
    this.keys.set(name, secret);
    return secret;
  }

  /** The same as named, nsupdate and dig read it. */
  tsig(name: string): string {
    return `key "${name}" {\n  algorithm hmac-sha256;\n  secret "${this.tsigSecret(name)}";\n};\n`;
  }
}

/** Name of the key by which guards ask; that of plans ends in `-plan`. */
export const KEY_NAME = 'tripod-guard';
