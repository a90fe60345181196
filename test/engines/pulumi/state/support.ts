import { identity } from '../../../../lib/core/check/objects';
import type { Json } from '../../../../lib/core/check/json';
import type { PlannedResource } from '../../../../lib/engines/pulumi/plan/resource';
import { nameOf, typeOf } from '../../../../lib/engines/pulumi/plan/token';
import { PARENTS } from '../../../../lib/engines/pulumi/parents';
import type { Known } from '../../../../lib/engines/pulumi/state/read';
import { parseUrn, urnOf } from '../../../../lib/engines/pulumi/state/urn';
import { Problems, Stage } from 'tripod-iac';

export const STACK = { stack: 'production', project: 'tripod' };

/** An object of a program: `planned('ConfigMap', 'town/market')`. */
export function planned(
  kind: string,
  place: string,
  props: Partial<PlannedResource> & { readonly spec?: object } = {},
) {
  const { spec, ...rest } = props;
  const apiVersion = VERSIONS[kind] ?? 'v1';
  const [name = '', namespace] = place.split('/').reverse();
  const body: Json = { apiVersion, kind, metadata: { name, namespace }, ...(spec === undefined ? {} : { spec }) };
  const resource: PlannedResource = {
    key: identity(body),
    type: typeOf(apiVersion, kind),
    name: nameOf(kind, namespace, name),
    stage: Stage.PLATFORM,
    component: 'square',
    body,
    after: [],
    earlier: [],
    holdsData: false,
    guarded: false,
    protect: false,
    retain: false,
    limits: {},
    ...rest,
  };
  return resource;
}

/** What is protected, and holds data. */
export const GUARDED = { holdsData: true, guarded: true, protect: true } as const;

const VERSIONS: Readonly<Record<string, string>> = {
  CephBlockPool: 'ceph.rook.io/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  StatefulSet: 'apps/v1',
};

/** An object as the last run left it. */
export function known({ type, name, body }: PlannedResource, parents: readonly string[] = PARENTS): Known {
  return resource(parents, type, name, { ...body });
}

/** The branch of a component with what it wrote down of its objects. */
export function branch(name: string, objects: readonly PlannedResource[]): Known {
  const namesOf = (some: readonly PlannedResource[]) => some.map((each) => each.name);
  return resource(PARENTS.slice(0, 1), PARENTS[1] ?? '', name, {
    objects: namesOf(objects),
    protected: namesOf(objects.filter(({ protect, retain }) => protect || retain)),
    guarded: namesOf(objects.filter(({ guarded }) => guarded)),
    joins: namesOf(objects.filter(({ joins, retain }) => joins && retain)),
  });
}

export function resource(
  parents: readonly string[],
  type: string,
  name: string,
  outputs: Known['outputs'] = {},
): Known {
  const urn = urnOf(STACK.stack, STACK.project, { parents, type, name });
  return { urn, ...parseUrn(urn), outputs };
}

/** What a check finds, a line for each problem. */
export function found(check: (problems: Problems) => void): readonly string[] {
  const problems = new Problems('production');
  check(problems);
  return problems.all.map(({ at, got, want, fix }) => `${at}: got ${String(got)}, want ${want}; fix: ${fix}`);
}
