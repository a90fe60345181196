/** The three ways in which the network keeps namespaces apart; each network spells them in its own words. */
export type IsolationMode = 'flat' | 'multitenant' | 'networkpolicy';

/**
 * Isolation of namespaces, with one meaning for every network.
 * Use the factories: `Isolation.multitenant()`.
 */
export class Isolation {
  /** Every pod reaches every pod. */
  static flat(): Isolation {
    return new Isolation('flat');
  }

  /** Pods reach their own namespace and the shared ones (DNS, ingress, monitoring), no other. */
  static multitenant(): Isolation {
    return new Isolation('multitenant');
  }

  /** Every pod reaches every pod until a NetworkPolicy selects it. */
  static networkPolicy(): Isolation {
    return new Isolation('networkpolicy');
  }

  private constructor(readonly mode: IsolationMode) {}
}

/**
 * Label of the namespaces that belong to a tenant; its value is the tenant's name. `Isolation.multitenant()` keeps
 * those apart; a namespace without it is shared.
 */
export const TENANT_LABEL = 'tripod/tenant';

const NETWORK = Symbol.for('tripod.network');

/** A component that gives pods their addresses. An environment has exactly one. */
export interface Network {
  readonly isolation: Isolation;
  /** Largest packet that a pod may send, in bytes. */
  readonly mtu: number;
}

/** Marks a component as the network of its environment. */
export function markNetwork(component: Network): void {
  Object.defineProperty(component, NETWORK, { value: true });
}

export function isNetwork<T extends object>(component: T): component is T & Network {
  return NETWORK in component;
}
