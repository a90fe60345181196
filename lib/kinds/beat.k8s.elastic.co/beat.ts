import { customResource } from '../../core';

export interface BeatSpec {
  readonly type: 'filebeat';
  readonly version: string;
  readonly image: string;
  /** Content of filebeat.yml. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly daemonSet: {
    /** A pod template as JSON; the operator fills in what is left out. */
    readonly podTemplate: Readonly<Record<string, unknown>>;
    readonly updateStrategy: {
      readonly type: 'RollingUpdate';
      readonly rollingUpdate: { readonly maxUnavailable: string };
    };
  };
}

/** An agent that ships data from where it arises. */
export class Beat extends customResource<BeatSpec>({
  apiVersion: 'beat.k8s.elastic.co/v1beta1',
  kind: 'Beat',
  scope: 'Namespaced',
}) {}
