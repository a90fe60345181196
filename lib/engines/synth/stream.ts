import { rmSync } from 'node:fs';
import { fetchedOperators, manifestDocuments } from '../../core';
import type { Proved } from '../report';
import { say } from './say';
import { writeFolders } from './write';

/** One file with every document in order: the CLI prints several at once, in pieces. */
export function writeStream(folder: string, proved: readonly Proved[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { rendering } of proved) {
    const text = manifestDocuments(rendering);
    writeFolders(folder, [{ name: rendering.environment.name, files: [{ path: 'manifests.k8s.yaml', text }] }], true);
    const left = fetchedOperators(rendering);
    if (left.length > 0)
      say(`not in this stream, since they are not vendored: ${left.map(({ node }) => node.id).join(', ')}`);
  }
}
