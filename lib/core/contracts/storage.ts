import { Fact } from './facts';

/** A storage class by name, as components that need volumes take it. */
export interface StorageClassRef {
  readonly storageClassName: string;
  /** Whether volumes can be mounted on several nodes at once. */
  readonly shared: boolean;
  /** What its volumes are to the proof. @default - something outside, which is assumed to work */
  readonly thing?: string;
}

/** Says that a thing works only while the volumes of a class do; what it would be a loss to lose lies elsewhere. */
export function mounts(of: string, { storageClassName, thing }: StorageClassRef): Fact {
  return Fact.dependsOn(of, thing ?? `storage class ${storageClassName}`);
}

/** Says that the data of a thing lies on volumes of a class. */
export function liesOn(of: string, { storageClassName, thing }: StorageClassRef): Fact {
  return Fact.dependsOn(of, thing ?? `storage class ${storageClassName}`, 'data');
}
