import { EVENTS_SCRIPT_PATH } from '../../../../lib/hosts/scripts/paths';
import type { Machine } from '../host/machine';

/** What all masters share, below /etc/kubernetes: authorities, and keys that encrypt what is stored. */
const SHARED = 'pki/ca.* pki/sa.* pki/front-proxy-ca.* pki/etcd/ca.*';
const KEYS = 'encryption/keys';

/** What masters share, as an archive, for those that begin with the first one. */
export async function share(first: Machine): Promise<string> {
  const keys = `$(test ! -e ${KEYS} || echo ${KEYS})`;
  return first.must(`cd /etc/kubernetes && tar -cf - ${SHARED} ${keys} | base64`);
}

export async function receive(machine: Machine, archive: string): Promise<void> {
  const unpack = 'umask 077 && mkdir -p /etc/kubernetes && base64 -d | tar -C /etc/kubernetes -xpf -';
  await machine.must(unpack, { input: archive });
}

/** What the API server needs to encrypt what it stores, made by the step of the rendered script. */
export async function encrypt(machine: Machine): Promise<void> {
  await machine.must('tripod-bootstrap encryption');
}

/** Makes a master a member of etcd for events, where its files say that events have one. */
export async function keepEvents(machine: Machine, how: 'new' | 'join'): Promise<void> {
  await machine.must(`[ ! -x ${EVENTS_SCRIPT_PATH} ] || ${EVENTS_SCRIPT_PATH} ${how}`, { timeout: 300 });
}
