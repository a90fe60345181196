/** Compute resources as Kubernetes spells them. */
export interface CephResources {
  readonly requests: Readonly<Record<string, string>>;
  /** @default - none: may take what the node has left */
  readonly limits?: Readonly<Record<string, string>>;
}

export interface CephNodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution: {
    readonly nodeSelectorTerms: readonly {
      readonly matchExpressions: readonly {
        readonly key: string;
        readonly operator: 'Exists' | 'In';
        readonly values?: readonly string[];
      }[];
    }[];
  };
}

export interface CephSpread {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: 'DoNotSchedule';
  /** `Honor`: nodes that are lost no longer count, so that what remains may take their pods. */
  readonly nodeTaintsPolicy: 'Honor';
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** Where the pods of a Ceph daemon may run. */
export interface CephPlacement {
  readonly nodeAffinity?: CephNodeAffinity;
  readonly tolerations?: readonly { readonly key?: string; readonly operator: 'Exists'; readonly effect?: string }[];
  readonly topologySpreadConstraints?: readonly CephSpread[];
}
