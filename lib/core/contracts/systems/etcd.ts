import { Duration } from 'cdk8s';
import { Fact, type Timer, type Voters } from '../facts';
import { unanswered } from './members';

interface EtcdProps {
  /** Hosts of the voting members. */
  readonly hosts: readonly string[];
  /** Hosts of learners, which hold the data and have no vote. @default - none */
  readonly learners?: readonly string[];
  /** `--election-timeout`. @default 1 s (etcd documentation, "Tuning") */
  readonly election?: Duration;
}

/**
 * A new leader is there after two election time-outs: raft draws every member's patience between one and two of them
 * (etcd-io/raft raft.go@v3.6.0, `resetRandomizedElectionTimeout`).
 * @param timeout `--election-timeout`
 */
export function etcdElection(timeout: Duration): Timer {
  return { name: 'etcd election', time: Duration.millis(2 * timeout.toMilliseconds()) };
}

/**
 * etcd: ⌊n/2⌋ + 1 of the configured members decide (etcd FAQ, "What is failure tolerance?"), and each that has agreed to
 * a write has it on its disk.
 */
export function etcd(of: string, props: EtcdProps): readonly Voters[] {
  const voters = props.hosts.map((host) => ({ count: 1, hosts: [host] }));
  const learners = (props.learners ?? []).map((host) => ({ count: 1, hosts: [host], votes: 0 }));
  return [
    Fact.voters(of, {
      groups: [...voters, ...learners],
      membership: 'static',
      reactions: unanswered(etcdElection(props.election ?? Duration.seconds(1))),
    }),
  ];
}
