import type { IConstruct } from 'constructs';
import { type Loose, objects } from '../../support/objects';

export interface FoundPool {
  /** `CephFilesystem/shared dataPools[0]` */
  readonly name: string;
  readonly spec: Loose;
}

/** Every pool that the objects below a construct ask for. */
export function poolsOf(construct: IConstruct): readonly FoundPool[] {
  return objects(construct).flatMap(({ kind, metadata, spec }) => {
    const at = `${kind}/${metadata.name}`;
    if (kind === 'CephBlockPool') return [{ name: at, spec }];
    if (kind === 'CephFilesystem') {
      return [
        { name: `${at} metadataPool`, spec: spec.metadataPool },
        ...spec.dataPools.map((pool: Loose, index: number) => ({ name: `${at} dataPools[${index}]`, spec: pool })),
      ];
    }
    if (kind !== 'CephObjectStore' && kind !== 'CephObjectZone') return [];
    return ['metadataPool', 'dataPool']
      .filter((which) => spec[which] !== undefined)
      .map((which) => ({ name: `${at} ${which}`, spec: spec[which] }));
  });
}
