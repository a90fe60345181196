import type { Duration } from 'cdk8s';
import type { Environment } from '../../core';
import type { Host } from '../../landscape';

/** A control plane with every default filled in: what its files, steps and facts are made from. */
export interface Settings {
  readonly environment: Environment;
  readonly endpoint: string;
  readonly interface: string | undefined;
  readonly port: number;
  readonly dnsDomain: string;
  readonly podsPerNode: number;
  readonly maxRoundTrip: Duration;
  /** In the order in which they are made. */
  readonly masters: readonly Host[];
}

/** The address under which every client knows the API: `api.bank.example:8443`. */
export function authority({ endpoint, port }: Pick<Settings, 'endpoint' | 'port'>): string {
  return `${endpoint}:${port}`;
}
