import type { Component, Environment, Isolation, PlanStep } from '../../core';
import type { Problems } from '../../errors';

/** What an Open vSwitch network is asked for, with its defaults filled in. */
export interface OvsSettings {
  readonly environment: Environment;
  readonly isolation: Isolation;
  readonly mtu: number;
  readonly port: number;
  readonly hostPrefix: number | undefined;
}

/** The Open vSwitch network of one distribution. */
export interface Fabric {
  /** UDP port of its tunnels, unless another is asked for. */
  readonly port: number;
  /** Says what the distribution cannot do. */
  check(settings: OvsSettings, problems: Problems): void;
  /** Writes objects, readiness, facts and prerequisites. */
  build(component: Component, settings: OvsSettings): void;
  /** Steps beside the objects, asked for once the environment is complete. */
  steps(settings: OvsSettings): readonly PlanStep[];
}
