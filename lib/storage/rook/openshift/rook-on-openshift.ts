import { Component, type Environment, Stage } from '../../../core';
import { SecurityContextConstraints } from '../../../kinds';
import { NAMESPACE } from '../namespace';
import { daemonConstraints, driverConstraints } from './constraints';
import { nodesStep } from './nodes';

/** Names of the constraints, as in Rook's release. */
const DAEMONS = 'rook-ceph';
const DRIVERS = 'rook-ceph-csi';

/** What OpenShift wants before Rook's operator starts: privileges by name, and labels of nodes that nobody else sets. */
export class RookOnOpenShift extends Component {
  /**
   * Made where the environment is OpenShift; else undefined.
   * @param onHosts whether the daemons of Ceph stand on the network of the hosts
   */
  static in(environment: Environment | undefined, onHosts: boolean): RookOnOpenShift | undefined {
    return environment?.distribution.name === 'openshift' ? new RookOnOpenShift(environment, onHosts) : undefined;
  }

  private constructor(scope: Environment, onHosts: boolean) {
    super(scope, 'rook-openshift', { stage: Stage.OPERATORS });
    new SecurityContextConstraints(this, 'daemons', {
      metadata: { name: DAEMONS },
      ...daemonConstraints(NAMESPACE, onHosts),
    });
    new SecurityContextConstraints(this, 'drivers', { metadata: { name: DRIVERS }, ...driverConstraints(NAMESPACE) });
    this.step(nodesStep(scope.hosts));
    this.expects(
      'No OpenShift Data Foundation in the cluster: its operator reads the same kinds, and two would work on one Ceph',
    );
  }
}
