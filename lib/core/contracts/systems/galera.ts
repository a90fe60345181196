import { Duration } from 'cdk8s';
import { Fact, type Voters } from '../facts';
import { refuse } from './members';

/** `evs.suspect_timeout`, `evs.inactive_timeout` and `evs.install_timeout` (galera gcomm/src/defaults.cpp). */
const SUSPECT = { name: 'Galera suspects a silent node', time: Duration.seconds(5) };
const INACTIVE = { name: 'Galera declares nodes inactive', time: Duration.seconds(15) };
const INSTALL = { name: 'Galera installs a new group', time: Duration.millis(7500) };

interface GaleraProps {
  /** Hosts of the database nodes. */
  readonly nodes: readonly string[];
  /** Hosts of arbitrators (`garbd`): one vote each, no data. @default - none */
  readonly arbitrators?: readonly string[];
  /** `pc.weight` of each node, in the order of `nodes`. @default - 1 each */
  readonly weights?: readonly number[];
}

/**
 * A Galera cluster. What is left stays primary when it has more than half of the weight of the last primary component
 * (MariaDB documentation, "Quorum Control with Weighted Votes"): nodes that fail one after another may leave two of
 * five. Every node of the component has a write before it is acknowledged. A non-primary component serves nothing.
 * A lost node is dropped when all others suspect it; on a cut, opinions differ, and the longer time-out decides.
 * @throws TripodError unless there is a weight from 0 to 255 for every node
 */
export function galera(of: string, { nodes, arbitrators = [], weights }: GaleraProps): readonly Voters[] {
  if (weights !== undefined && (weights.length !== nodes.length || !weights.every(isWeight))) {
    refuse(of, 'weights', weights, `${nodes.length} whole numbers from 0 to 255`, 'give one weight for each node');
  }
  return [
    Fact.voters(of, {
      groups: [
        ...nodes.map((host, index) => ({ count: 1, hosts: [host], votes: weights?.[index] ?? 1 })),
        ...arbitrators.map((host) => ({ count: 1, hosts: [host], data: false })),
      ],
      membership: 'following',
      reactions: [
        { to: 'host', timers: [SUSPECT, INSTALL] },
        { to: 'cut', timers: [INACTIVE, INSTALL] },
      ],
    }),
  ];
}

function isWeight(weight: number): boolean {
  return Number.isInteger(weight) && weight >= 0 && weight <= 255;
}
