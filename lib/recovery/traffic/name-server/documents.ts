import type { Document } from '../../../core';
import { epochProgram } from '../../witness/begin';
import type { Witness } from '../../witness/witness';
import type { Traffic } from '../traffic';
import { optionsFile, zoneStatement } from './configuration';
import { guide } from './guide';
import { zoneFile } from './zone';

/**
 * What whoever keeps the name servers gets: a guide, the zone, what named must be told, and the program of the epoch.
 * @param sides names of both environments
 * @param traffic whose records the servers keep too @default - none
 */
export function nameServerDocuments(
  witness: Witness,
  sides: readonly string[],
  traffic?: Traffic,
): readonly Document[] {
  const folder = 'recovery/witness';
  return [
    { path: `${folder}/README.md`, text: guide(witness, traffic) },
    { path: `${folder}/named.conf.options`, text: optionsFile() },
    { path: `${folder}/named.conf.tripod`, text: zoneStatement(witness, traffic) },
    { path: `${folder}/${witness.zone}.zone`, text: zoneFile(witness, traffic) },
    { path: `${folder}/epoch.sh`, text: epochProgram(witness.asked, sides) },
  ];
}
