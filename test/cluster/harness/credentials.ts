import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from './connection';

/** Files by which an API server knows its administrator and signs the tokens of service accounts. */
export interface Credentials {
  /** Bearer token of the administrator, who is in `system:masters` and so above RBAC. */
  readonly token: string;
  readonly tokenFile: string;
  readonly serviceAccountKeyFile: string;
}

/** Makes fresh credentials in `folder`: a token that is in no file of the project opens nothing elsewhere. */
export function makeCredentials(folder: string): Credentials {
  const token = randomBytes(24).toString('hex');
  // An elliptic curve key is made at once, RSA would take up to half a second.
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    token,
    tokenFile: secretFile(folder, 'tokens.csv', `${token},admin,admin,"system:masters"\n`),
    serviceAccountKeyFile: secretFile(
      folder,
      'service-account.key',
      privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
    ),
  };
}

/** Writes a kubeconfig (JSON is YAML) for kubectl and other programs, and returns its path. */
export function writeKubeconfig(folder: string, { url, token, certificateAuthority }: Endpoint): string {
  const name = 'tripod-test';
  const data = Buffer.from(certificateAuthority).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': data } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  return secretFile(folder, 'kubeconfig', JSON.stringify(config, null, 2));
}

function secretFile(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
