import { App } from 'cdk8s';

/** Root of the construct tree: the environments of one bank. */
export class Platform extends App {
  /** cdk8s would write flat files, without stages, checks, images or plan. */
  override synth(): never {
    throw new Error("a Platform is not written by `synth()`; call `synth(platform)` of 'tripod-iac/synth'");
  }

  override synthYaml(): never {
    return this.synth();
  }
}
