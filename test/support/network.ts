import { type Environment, Isolation, markNetwork, Stage } from 'tripod-iac';
import { Part } from './part';

/** A network that needs no release: the tests are about what stands on it. */
export class Flat extends Part {
  readonly isolation = Isolation.flat();
  readonly mtu = 1500;

  constructor(environment: Environment) {
    super(environment, 'network', { stage: Stage.NETWORK });
    markNetwork(this);
  }
}
