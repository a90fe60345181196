/** Something that is done beside applying manifests, as a line of the plan. */
export interface PlanStep {
  /** What is done, as a sentence. */
  readonly title: string;
  /** Shell commands, in order, run in the folder of the environment. */
  readonly commands: readonly string[];
  /** Whether it belongs to the first installation, or is kept for later (a restore, a certificate renewal). @default 'install' */
  readonly when?: 'install' | 'later';
}
