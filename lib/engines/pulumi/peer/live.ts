import { CustomResource, type Input, type Output, type ProviderResource } from '@pulumi/pulumi';

/** An object as the cluster has it at this run: what a resource says of its state is as old as its last change. */
export class LiveObject extends CustomResource {
  declare readonly spec: Output<unknown>;
  declare readonly status: Output<unknown>;
  declare readonly data: Output<Readonly<Record<string, string>> | undefined>;

  /**
   * @param id `namespace/name`, or the name alone; not known yet for what is still to be made, and nothing is read then
   * @param owner what it is shown below
   */
  constructor(type: string, name: string, id: Input<string>, owner: CustomResource, provider: ProviderResource) {
    super(
      type,
      name,
      { spec: undefined, status: undefined, data: undefined },
      // It is read, never made: what holds for its owner is nothing to it.
      {
        id,
        parent: owner,
        provider,
        protect: false,
        retainOnDelete: false,
        additionalSecretOutputs: ['data', 'stringData'],
      },
    );
  }
}
