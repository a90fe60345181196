import { type Environment, type Platform, render } from 'tripod-iac';
import { program } from 'tripod-iac/pulumi';
import { factsOf, Player } from './player/player';
import type { Engine } from './stack/engine';
import type { TestStack } from './stack/stack';
import { startWorld, type World } from './world/world';

/** An environment with all that a run of it needs. */
export interface Scene {
  readonly world: World;
  /** Plays the operators. */
  readonly player: Player;
  readonly stack: TestStack;
}

/**
 * Starts a world for an environment, whose stack leads there.
 * @param platform made anew by every run of the program
 */
export async function setScene(engine: Engine, environment: Environment, platform: () => Platform): Promise<Scene> {
  const world = await startWorld({ environment });
  try {
    const player = new Player(world.api, factsOf(render(environment)));
    const stack = await engine.stack(environment.name, program(platform));
    await stack.set('kubeconfig', world.kubeconfig, true);
    return { world, player, stack };
  } catch (error) {
    await world.stop();
    throw error;
  }
}
