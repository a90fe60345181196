import { parse } from 'yaml';
import { ADMIN_CONF, type Machine } from '../../world';
import type { Access } from '../writer/client';

/** Who a client is, and whom it trusts. */
export type Credentials = Pick<Access, 'ca' | 'cert' | 'key'>;

/** The part of a kubeconfig that holds them, in base64. */
interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}

/** Those of an administrator, as they lie on a master. */
export async function administratorOf(master: Machine): Promise<Credentials> {
  const config = parse(await master.must(`cat ${ADMIN_CONF}`)) as Kubeconfig;
  const [cluster] = config.clusters;
  const [user] = config.users;
  const text = (encoded = '') => Buffer.from(encoded, 'base64').toString();
  return {
    ca: text(cluster?.cluster['certificate-authority-data']),
    cert: text(user?.user['client-certificate-data']),
    key: text(user?.user['client-key-data']),
  };
}
