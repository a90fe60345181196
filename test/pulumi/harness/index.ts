export { poll } from '../../cluster/harness/poll';
export { type Act, factsOf, Player } from './player/player';
export { Engine, type EngineOptions, PROJECT } from './stack/engine';
export type { PluginName } from './stack/plugins';
export { named, type Run, type Step } from './stack/run';
export { type State, type StateResource, TestStack, type UpOptions } from './stack/stack';
export { Api, type KindRef } from './world/api';
export { startWorld, type World, type WorldOptions } from './world/world';
export { vendoredForTests } from './vendored/vendored';
