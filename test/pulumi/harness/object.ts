import { CustomResource, type CustomResourceOptions } from '@pulumi/pulumi';
import { identifiers } from '../../../lib/engines/pulumi/plan/token';
import type { KubeObject } from '../../cluster/harness';

/** An object of the cluster, made without the bridge, under the name that the bridge would give it. */
export class RawObject extends CustomResource {
  /** @param kind in its type, where that is not the object's: `NamespacePatch` for fields of a Namespace */
  constructor(object: KubeObject, options: CustomResourceOptions, kind = object.kind) {
    super(identifiers(object, kind).type, identifiers(object).name, { ...object }, options);
  }
}
