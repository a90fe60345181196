import { type Tree } from '../lib/values';
import { text } from './object';

export interface Kind {
  /** As in a manifest: `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
}

export const kindOf = (object: Tree): Kind => ({ apiVersion: text(object, 'apiVersion'), kind: text(object, 'kind') });

/**
 * The kind that a resource's type names, such as `kubernetes:core/v1:Namespace` (provider/provider.go, gvkFromURN).
 * @throws if it names none.
 */
export function kindOfUrn(urn: string): Kind {
  const [name, groupVersion = '', kind = ''] = typeOf(urn).split(':');
  if (name !== 'kubernetes') throw new Error(`unrecognized resource type: "${typeOf(urn)}" for this provider`);
  const [group, version, ...rest] = groupVersion.split('/');
  if (!group || !version || rest.length > 0) {
    throw new Error(`apiVersion does not have both a group and a version: "${groupVersion}"`);
  }
  return { apiVersion: group === 'core' ? version : groupVersion, kind };
}

/** A resource that owns some fields of an object which others made: type `NamespacePatch` and kind Namespace. */
export const isPatch = (urn: string, object: Tree): boolean =>
  typeOf(urn).split(':')[2] === `${text(object, 'kind')}Patch`;

/** Whether the kind is one of Kubernetes' own: the plugin normalizes these (kinds/kinds.go, KnownGroupVersions). */
export const isBuiltIn = ({ apiVersion }: Kind): boolean => builtIn.test(apiVersion);

/** An URN's own type, without those of its parents. */
const typeOf = (urn: string): string => (urn.split('::')[2] ?? '').split('$').at(-1) ?? '';

const builtInGroups = [
  ...['admissionregistration', 'apiextensions', 'certificates', 'coordination', 'discovery', 'events', 'networking'],
  ...['node', 'rbac.authorization', 'resource', 'scheduling', 'settings', 'storage', 'storagemigration'],
  ...['apiregistration', 'flowcontrol.apiserver', 'auditregistration'],
].map((name) => `${name}.k8s.io`.replaceAll('.', '\\.'));
const plainGroups = ['apps', 'autoscaling', 'batch', 'core', 'extensions', 'policy'];
const builtIn = new RegExp(`^(v1|(${[...plainGroups, ...builtInGroups].join('|')})/v\\d+((alpha|beta)\\d+)?)$`);
