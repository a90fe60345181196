/** A text beside the manifests, for people and for what they run: a runbook, the scripts of a plan. */
export interface Document {
  /** Path below the folder of the environment, such as `recovery/city-failover/run.sh`. It never ends in `.yaml`. */
  readonly path: string;
  readonly text: string;
}
