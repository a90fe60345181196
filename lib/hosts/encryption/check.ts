import type { Problems } from '../../core';
import { SecretValue } from '../../core';
import { isFields } from '../../errors';
import { EncryptionAtRest } from './encryption';

/** Plain parts only: it is written into manifests, and mounted. At least one folder: the root of the host is no volume. */
const SOCKET = /^unix:\/\/(\/[A-Za-z0-9_][\w.-]*){2,}$/;

/** As long as the path of a socket may be (sun_path of unix(7), with the byte that ends it). */
const LONGEST_PATH = 107;

/** A colon ends the name in front of a value (kubernetes/apiserver pkg/apis/apiserver/validation/validation_encryption.go@v0.34.4). */
const NAME = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/** Folders in which a socket would lie among what only Kubernetes may write. */
const TAKEN = /^unix:\/\/\/(etc\/kubernetes|var\/lib\/(etcd|etcd-events|kubelet)|dev|proc|sys)(\/|$)/;

const FIX = "for example `EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' })`";

/** Checks how Secrets are encrypted. */
export function checkEncryption(encryption: EncryptionAtRest, problems: Problems): void {
  const known = problems.check(encryption instanceof EncryptionAtRest, {
    at: 'encryption',
    got: encryption,
    want: 'how Secrets are encrypted',
    fix: 'leave `encryption` out for a key that is made on the first master',
  });
  if (!known) return;
  if (encryption.provider === 'secretbox') {
    problems.check(encryption.key === undefined || encryption.key instanceof SecretValue, {
      at: 'encryption.key',
      got: typeof encryption.key === 'string' ? 'a text' : encryption.key,
      want: 'the name of a secret: the key itself is never part of the output',
      fix: "pass `SecretValue.from('etcd/encryption-key')`, or leave it out",
    });
    return;
  }
  checkService(encryption.service, problems);
}

function checkService(service: unknown, problems: Problems): void {
  const { name, endpoint } = isFields(service) ? service : {};
  problems.check(typeof name === 'string' && NAME.test(name), {
    at: 'encryption.name',
    got: name,
    want: 'a name of at most 63 of A-Z, a-z, 0-9, `.`, `_` and `-`: it is written in front of every value',
    fix: FIX,
  });
  const path = problems.check(
    typeof endpoint === 'string' && SOCKET.test(endpoint) && endpoint.length <= 'unix://'.length + LONGEST_PATH,
    {
      at: 'encryption.endpoint',
      got: endpoint,
      want: `the path of a Unix socket in a folder of its own, at most ${LONGEST_PATH} bytes`,
      fix: FIX,
    },
  );
  problems.check(!path || !TAKEN.test(String(endpoint)), {
    at: 'encryption.endpoint',
    got: endpoint,
    want: 'a folder that belongs to the plugin: the API server sees all that is in it',
    fix: FIX,
  });
}
