import { renderedObjects, type Rendering } from '../../../../lib/core/render/rendering';
import { ENDS } from '../../../../lib/recovery/etcd/mirror/containers';
import { binary } from '../../../cluster/harness';
import type { Loose } from '../../../support/objects';
import type { Machine, Unit } from '../../world';
import type { Authority } from './authority';

const FOLDER = '/etc/drill-etcd';
const DATA = '/var/lib/drill-etcd';
export const PREFIX = '/app/';
/** Id of the mirror. */
export const MIRROR = 'settings-mirror';

/** The etcd of an application, on one host: what a mirror copies, and where it copies to. */
export function applicationEtcd(address: string): Unit {
  const tls = [`--cert-file=${FOLDER}/tls.crt`, `--key-file=${FOLDER}/tls.key`];
  const client = [`--trusted-ca-file=${FOLDER}/ca.crt`, '--client-cert-auth=true'];
  return {
    name: 'application-etcd',
    command: [
      ...[binary('etcd'), `--data-dir=${DATA}`, '--listen-peer-urls=http://127.0.0.1:12380', '--log-level=warn'],
      ...[`--listen-client-urls=https://${address}:2389`, `--advertise-client-urls=https://${address}:2389`],
      ...[...tls, ...client, '--initial-advertise-peer-urls=http://127.0.0.1:12380'],
      ...['--initial-cluster=default=http://127.0.0.1:12380', `--initial-cluster-token=${address}`],
    ],
  };
}

export function endpointAt(address: string): string {
  return `https://${address}:2389`;
}

/** Puts certificates where it finds them, and where the pod of a mirror has those of both sides. */
export async function installApplicationEtcd(machine: Machine, authority: Authority): Promise<void> {
  const { cert, key } = await authority.sign(`etcd-${machine.site}`, [machine.address, '127.0.0.1']);
  for (const folder of [FOLDER, ...Object.values(ENDS)]) {
    await machine.must(`mkdir -p ${folder}`);
    await machine.must(`cat >${folder}/ca.crt`, { input: authority.certificate });
    await machine.must(`cat >${folder}/tls.crt`, { input: cert });
    await machine.must(`umask 077 && cat >${folder}/tls.key`, { input: key });
  }
}

/** etcdctl at the etcd of an address, with the certificate of the host on which it runs. */
export function etcdctl(address: string): string {
  return `etcdctl --endpoints=${endpointAt(address)} --cacert=${FOLDER}/ca.crt --cert=${FOLDER}/tls.crt --key=${FOLDER}/tls.key`;
}

/** Arguments of a container of the mirror, as they were rendered. */
export function mirrorContainer(rendering: Rendering, name: 'mirror' | 'reconciler'): readonly string[] {
  const found = renderedObjects(rendering).find(
    ({ json }) => (json as Loose).kind === 'Deployment' && (json as Loose).metadata.name === MIRROR,
  );
  const containers: readonly Loose[] = (found?.json as Loose)?.spec.template.spec.containers ?? [];
  const container = containers.find((each) => each.name === name);
  if (container === undefined) throw new Error(`the mirror has no container ${name}`);
  return container.args;
}
