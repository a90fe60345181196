/** Something that is done beside applying manifests, as a line of the plan. */
export interface PlanStep {
  /** What is done, as a sentence. */
  readonly title: string;
  /** Shell commands, in order, run in the folder of the environment. */
  readonly commands: readonly string[];
  /**
   * When it is done: with the first installation, before the objects of the component; later (a restore, a certificate
   * renewal); or at the tear-down, before the objects are deleted. @default 'install'
   */
  readonly when?: 'install' | 'later' | 'tear-down';
}
