import { join } from 'node:path';
import { renderedObjects } from '../../core';
import { inFile, summary } from '../proof';
import type { Proved } from '../report';

/** A line for whoever runs the program: on stderr, since the cdk8s CLI swallows stdout. */
export function say(text: string): void {
  process.stderr.write(`tripod: ${text}\n`);
}

/** What was written for an environment, and what it survives. */
export function sayWritten({ rendering, proof }: Proved, folder: string): void {
  const { environment, components, images, hostFiles } = rendering;
  const objects = renderedObjects(rendering).length;
  const hosts = new Set(hostFiles.map(({ file }) => file.host.name)).size;
  const counts = [`${components.length} components`, `${objects} objects`, `${images.length} images`, `${hosts} hosts`];
  say(`${environment.name}: ${counts.join(', ')} → ${join(folder, environment.name)}`);
  say(`${environment.name}: ${summary(inFile(proof))}`);
}
