import { RookCeph } from '../../../storage';
import type { Environment } from '../../../core';
import type { Pair } from '../pair';
import { objectsOf } from './support/objects';
import { alike, type Row } from './support/row';

/** Classes by which claims find their volumes: a claim that is brought over asks for the same name. */
export function storage({ from, to }: Pair): readonly Row[] {
  return alike(
    'storage class',
    classesOf(from),
    classesOf(to),
    (name) => `make the class ${name} there too, of the same kind`,
  );
}

function classesOf(environment: Environment): ReadonlyMap<string, string> {
  const made = objectsOf(environment, 'StorageClass').map(
    (object) => [object.name, (object.toJson() as { provisioner?: string }).provisioner ?? 'unknown'] as const,
  );
  const ceph = environment.components.find((component): component is RookCeph => component instanceof RookCeph);
  const encrypted = new Set(
    (ceph?.blockPools ?? []).filter((pool) => pool.encrypted).map((pool) => pool.storageClass.storageClassName),
  );
  return new Map(made.map(([name, by]) => [name, encrypted.has(name) ? `${by}, encrypted` : by]));
}
