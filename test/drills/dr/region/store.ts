import { binary } from '../../../cluster/harness';
import type { Machine, Unit } from '../../world';
import type { Authority } from './authority';

const FOLDER = '/etc/drill-store';
const DATA = '/var/lib/drill-store';
export const STORE_PORT = 9000;
export const STORE_KEY = { id: 'drill', secret: 'a-key-of-the-drill' };

/** rclone's own server of S3, on every address of its host. */
export function storeUnit(): Unit {
  return {
    name: 'store',
    command: [
      ...[binary('rclone'), 'serve', 's3', DATA, '--addr', `:${STORE_PORT}`],
      ...['--auth-key', `${STORE_KEY.id},${STORE_KEY.secret}`],
      ...['--cert', `${FOLDER}/tls.crt`, '--key', `${FOLDER}/tls.key`],
    ],
    env: { RCLONE_CONFIG: '/dev/null', HOME: '/var/root' },
  };
}

/** Makes a host the object store of the snapshots, with one bucket. */
export async function installStore(machine: Machine, authority: Authority, bucket: string): Promise<void> {
  const { cert, key } = await authority.sign('store', [machine.address]);
  await machine.must(`mkdir -p ${FOLDER} ${DATA}/${bucket}`);
  await machine.must(`cat >${FOLDER}/tls.crt`, { input: cert });
  await machine.must(`umask 077 && cat >${FOLDER}/tls.key`, { input: key });
}

/** What lies in the store, by its path, with bytes and the time of its arrival in seconds since 1970. */
export async function stored(machine: Machine): Promise<readonly StoredFile[]> {
  const text = await machine.must(`cd ${DATA} && find . -type f -printf '%T@ %s %P\\n'`);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [time = '', size = '', ...path] = line.split(' ');
      return { path: path.join(' '), size: Number(size), at: Number(time) };
    });
}

export interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly at: number;
}
