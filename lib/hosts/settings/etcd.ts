/** Addresses of an etcd that somebody else runs. */
export interface ExternalEtcdProps {
  /** Client URLs of all its members, such as `https://10.10.0.61:2379`. */
  readonly endpoints: readonly string[];
}

/** Where etcd runs. Use the factories: `Etcd.external({ endpoints })`. */
export class Etcd {
  /** A member on every master, made and kept by kubeadm. */
  static stacked(): Etcd {
    return new Etcd('stacked', []);
  }

  /**
   * An etcd that stands already, kept by whoever made it. Its certificate authority and a client certificate lie on every master
   * before the first command: see `EXTERNAL_PKI`.
   */
  static external(props: ExternalEtcdProps): Etcd {
    return new Etcd('external', props?.endpoints);
  }

  /** Whether a value, which nobody has checked yet, is an etcd outside. */
  static isExternal(value: unknown): boolean {
    return value instanceof Etcd && value.isExternal;
  }

  /** Whether it stands outside of the masters. */
  get isExternal(): boolean {
    return this.placement === 'external';
  }

  private constructor(
    readonly placement: 'stacked' | 'external',
    /** Client URLs of an etcd outside; none where members run on the masters. */
    readonly endpoints: readonly string[],
  ) {}
}

/** Where masters have what an etcd outside asks for. */
export const EXTERNAL_PKI = {
  caFile: '/etc/kubernetes/pki/external-etcd/ca.crt',
  certFile: '/etc/kubernetes/pki/external-etcd/client.crt',
  keyFile: '/etc/kubernetes/pki/external-etcd/client.key',
} as const;
