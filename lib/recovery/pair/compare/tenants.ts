import type { ApiObject } from 'cdk8s';
import { type Environment, isNetwork, type Network, TENANT_LABEL } from '../../../core';
import type { Pair } from '../pair';
import { objectsOf, placeOf, stable } from './support/objects';
import { alike, equal, free, type Row } from './support/row';

/** Who lives on both sides: namespaces with their level and tenant, what each may use, and how they are kept apart. */
export function tenants({ from, to }: Pair): readonly Row[] {
  const [here, there] = [networkOf(from), networkOf(to)];
  return [
    ...alike(
      'namespace',
      namespacesOf(from),
      namespacesOf(to),
      (name) => `make the namespace ${name} there too, with the same labels`,
    ),
    ...QUOTAS.flatMap((kind) =>
      alike(
        kind.toLowerCase(),
        specsOf(from, kind),
        specsOf(to, kind),
        (name) => `give ${name} the same limits on both sides`,
      ),
    ),
    equal(
      'isolation',
      here?.isolation.mode ?? 'unknown',
      there?.isolation.mode ?? 'unknown',
      'keep namespaces apart in the same way on both sides: what may talk here would not there, or the other way round',
    ),
    free('network', nameOf(here), nameOf(there)),
  ];
}

const QUOTAS = ['ResourceQuota', 'LimitRange', 'PriorityClass'] as const;

const LEVEL = 'pod-security.kubernetes.io/enforce';

function namespacesOf(environment: Environment): ReadonlyMap<string, string> {
  return new Map(
    objectsOf(environment, 'Namespace').map((object) => {
      const label = (key: string) => object.metadata.getLabel(key);
      const tenant = label(TENANT_LABEL);
      return [object.name, [label(LEVEL) ?? 'no level', ...(tenant === undefined ? [] : [`of ${tenant}`])].join(', ')];
    }),
  );
}

function specsOf(environment: Environment, kind: string): ReadonlyMap<string, string> {
  const values = (object: ApiObject) => {
    const { spec, value } = object.toJson() as { spec?: unknown; value?: unknown };
    return stable(spec ?? value);
  };
  return new Map(objectsOf(environment, kind).map((object) => [placeOf(object), values(object)]));
}

function networkOf({ components }: Environment): (Network & object) | undefined {
  return components.find((component) => isNetwork(component));
}

function nameOf(network: object | undefined): string {
  return network?.constructor.name ?? 'of somebody else';
}
