import { isDnsLabel, isObjectName } from '../../core/check/names';
import { isFields, TripodError } from '../../errors';

/** Names of network attachments, as `namespace/name` or the name of one in the namespace of Ceph. */
export interface MultusNetworks {
  /** Network of clients: every node that mounts volumes must reach it. */
  readonly public: string;
  /** Network of the copies between disks. @default - the public one */
  readonly cluster?: string;
}

/** The network on which Ceph's daemons listen. It cannot be exchanged for another once the cluster is there. */
export class CephNetwork {
  /** The network of pods: nothing outside of the Kubernetes cluster reaches the daemons, so it cannot be mirrored. */
  static pods(): CephNetwork {
    return new CephNetwork('pods');
  }

  /** The network of the hosts: what another city's cluster needs to reach, and what a bank's firewalls know. */
  static hosts(): CephNetwork {
    return new CephNetwork('host');
  }

  /** Networks of their own, attached by Multus, which must be there. @throws TripodError for what are no names */
  static multus(networks: MultusNetworks): CephNetwork {
    const { public: clients, cluster }: Partial<MultusNetworks> = isFields(networks) ? networks : {};
    const names = { public: clients, ...(cluster === undefined ? {} : { cluster }) };
    const bad = Object.entries(names).filter(([, name]) => !isAttachment(name));
    if (clients === undefined || bad.length > 0) {
      const want = 'the name of a NetworkAttachmentDefinition, with its namespace or in that of Ceph';
      const fix = "for example `'rook-ceph/public'`";
      throw new TripodError(bad.map(([at, got]) => ({ path: 'CephNetwork', at, got, want, fix })));
    }
    return new CephNetwork('multus', { public: clients, ...(cluster === undefined ? {} : { cluster }) });
  }

  private constructor(
    readonly provider: 'pods' | 'host' | 'multus',
    /** Attachments by what they are for, with Multus only. */
    readonly selectors: Readonly<Partial<Record<'public' | 'cluster', string>>> = {},
  ) {}

  /** Whether what stands outside of the Kubernetes cluster can reach the daemons. */
  get isReachable(): boolean {
    return this.provider === 'host';
  }
}

/** `name`, or `namespace/name`. */
function isAttachment(text: unknown): boolean {
  const [name, namespace, ...more] = typeof text === 'string' ? text.split('/').reverse() : [];
  return isObjectName(name) && (namespace === undefined || isDnsLabel(namespace)) && more.length === 0;
}
