import { Duration } from 'cdk8s';
import type { ComponentProps, Environment, SecretValue } from '../../../core';
import type { Fence } from '../../plan/fence';

/** How an etcd is reached: by TLS on both sides of a connection. */
export interface EtcdAccess {
  /** Addresses for clients, such as `https://10.10.0.11:2379`. */
  readonly endpoints: readonly string[];
  /** Certificate authority of its servers. */
  readonly ca: SecretValue;
  /** Certificate of the client, and its key. */
  readonly certificate: SecretValue;
  readonly key: SecretValue;
}

export interface EtcdMirrorProps extends ComponentProps {
  /** Environment from which keys come, in another city: the mirror runs where they go. */
  readonly from: Environment;
  /** The etcd that is mirrored. Its client needs the right to read, and no other. */
  readonly source: EtcdAccess;
  /** The etcd that takes the copy, by one endpoint: `make-mirror` knows no second. */
  readonly destination: EtcdAccess;
  /** What is mirrored, each from a slash to a slash: `/apisix/`. Nothing else is read. */
  readonly prefixes: readonly string[];
  /**
   * What stands before every key of the copy. Never nothing: a mirror without it that is resumed cuts the prefix off its
   * keys (etcd-io/etcd issue 22421). @default - `/mirror/<name of from>`
   */
  readonly destinationPrefix?: string;
  /** Time between two comparisons of both sides, which repair what the mirror has lost. @default Duration.minutes(1) */
  readonly every?: Duration;
  /** How far the copy may be behind before somebody is told. @default Duration.seconds(2) */
  readonly lag?: Duration;
  /**
   * What keeps the API servers of the copy's side from writing, where keys of Kubernetes are mirrored for a cold standby:
   * two API servers on one set of objects are the end of both. @default - keys of applications only
   */
  readonly fence?: Fence;
}

/** The props with their defaults. */
export type Settled = EtcdMirrorProps & Required<Pick<EtcdMirrorProps, 'destinationPrefix' | 'every' | 'lag'>>;

export function settled(props: EtcdMirrorProps): Settled {
  const { every = Duration.minutes(1), lag = Duration.seconds(2) } = props ?? {};
  const { destinationPrefix = `/mirror/${props?.from?.name}` } = props ?? {};
  return { ...props, every, lag, destinationPrefix };
}
