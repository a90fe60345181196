import { ComponentResource, type Resource, type ResourceOptions } from '@pulumi/pulumi';

/**
 * Types of the branches in the tree of a stack. They stand in the URN of everything below, so they are the same for all
 * stages and components: with types after classes, renaming a class would delete and make again all that it holds.
 */
const STAGE = 'tripod:core:Stage';
const COMPONENT = 'tripod:core:Component';

/** Type of the one resource that stands before a destroy. */
export const SEAL = 'tripod:core:Protected';

/** Types of the parents of every object, from the outermost on. */
export const PARENTS: readonly string[] = [STAGE, COMPONENT];

export function isBranch(type: string): boolean {
  return type === COMPONENT;
}

/** A stage of an environment, in the tree of a stack. */
export class StageBranch extends ComponentResource {
  constructor(name: string, options: ResourceOptions) {
    super(STAGE, name, {}, options);
    this.registerOutputs({});
  }
}

/** What a branch writes into the state for the runs to come, since the engine tells no program what is protected. */
export interface BranchRecord {
  /** Names of all that is below it, by which it is found again under another name. */
  readonly objects: readonly string[];
  /** Names of those that Pulumi refuses to delete, or lets go without deleting them. */
  readonly protected: readonly string[];
  /** Names of those that it would refuse to delete, were they not given up. */
  readonly guarded: readonly string[];
  /** Names of those that join the environment to others: they leave the program freely, and stay in the cluster. */
  readonly joins: readonly string[];
}

/** A component, or the definitions of an operator, in the tree of a stack. */
export class ComponentBranch extends ComponentResource {
  constructor(name: string, record: BranchRecord, options: ResourceOptions & { readonly parent: Resource }) {
    super(COMPONENT, name, {}, options);
    this.registerOutputs({ ...record });
  }
}

/**
 * Stands before a destroy: everything else is deleted after it, so that an engine that may not delete it deletes nothing
 * at all. Without it, all that is deleted before the first protected object would be gone.
 */
export class Seal extends ComponentResource {
  /** @param name what is protected, since the name is what the engine says when it refuses */
  constructor(name: string, options: ResourceOptions) {
    super(SEAL, name, {}, options);
    this.registerOutputs({});
  }
}
