import { ComponentResource, type Input, type Resource, type ResourceOptions } from '@pulumi/pulumi';

/**
 * Types of the branches in the tree of a stack. They stand in the URN of everything below, so they are the same for all
 * stages and components: with types after classes, renaming a class would delete and make again all that it holds.
 */
const STAGE = 'tripod:core:Stage';
export const COMPONENT = 'tripod:core:Component';

/** A stage of an environment, in the tree of a stack. */
export class StageBranch extends ComponentResource {
  constructor(name: string, options: ResourceOptions) {
    super(STAGE, name, {}, options);
    this.registerOutputs({});
  }
}

/** A component, or the definitions of an operator, in the tree of a stack. */
export class ComponentBranch extends ComponentResource {
  /** @param objects names of what is below it, by which it is found again under another name */
  constructor(name: string, objects: readonly string[], options: ResourceOptions & { readonly parent: Resource }) {
    super(COMPONENT, name, {}, options);
    this.registerOutputs({ objects: [...objects] as Input<string>[] });
  }
}
