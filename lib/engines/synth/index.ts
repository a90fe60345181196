export { run } from './run';
export { synth, type SynthOptions } from './synth';
