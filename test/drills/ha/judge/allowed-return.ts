import { etcdTiming, startupDelay } from 'tripod-iac';

/** Milliseconds that a master may take to be back, without what etcd waits for peers that do not answer at its start. */
const RETURN = 20_000;

export function allowedReturn(deadPeers: number, rtt: number): number {
  return RETURN + startupDelay(deadPeers, etcdTiming(rtt)).toMilliseconds();
}
