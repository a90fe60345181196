import { rendered } from '../../support/control-plane';
import { World } from '../../drills/world';

/** Makes a world, says where its folder is, and stays: whoever started it sees what is left when it is killed. */
async function main(): Promise<void> {
  const world = await World.create(rendered('test'));
  process.stdout.write(`${world.folder}\n`);
  setInterval(() => undefined, 1000);
}

void main();
