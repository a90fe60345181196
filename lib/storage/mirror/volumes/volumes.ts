import { Component, type Environment, type Problems } from '../../../core';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import { type Claim, claimsIn } from './claims';
import { checkComponent, checkTarget, checkTogether } from './check';
import type { ProtectedClaims, Protection, ProtectProps } from './protected';

/** What is mirrored of an environment, and what is not. */
export class MirroredVolumes {
  readonly protections: Protection[] = [];

  /**
   * @param pools whose volumes go to the other city
   * @param defaultClass for claims that name none; undefined where there is none
   * @param groups whether several volumes can be mirrored as of one moment
   */
  constructor(
    private readonly environment: Environment,
    private readonly pools: readonly BlockPool[],
    private readonly defaultClass: string | undefined,
    private readonly groups: boolean,
  ) {}

  /** The protections that a target asks for; none where it is refused. */
  plan(target: Component | ProtectedClaims, props: ProtectProps, problems: Problems): readonly Protection[] {
    if (!checkTarget(target, props, this.environment, problems)) return [];
    return Component.isComponent(target)
      ? this.ofComponent(target, props, problems)
      : this.ofTenant(target, props, problems);
  }

  /** Claims of mirrored classes that nobody protects, with the component that makes them. */
  forgotten(): readonly { readonly claim: Claim; readonly component: Component }[] {
    const done = new Set(
      this.protections.flatMap(({ namespace, claims }) => claims.map((name) => `${namespace}/${name}`)),
    );
    const whole = new Set(this.protections.map(({ component }) => component));
    return this.environment.components
      .filter((component) => !whole.has(component))
      .flatMap((component) => this.mirrored(claimsIn(component)).map((claim) => ({ claim, component })))
      .filter(({ claim }) => !done.has(`${claim.namespace}/${claim.name}`) && !this.selected(claim));
  }

  /** The pool of a claim's class, where that is mirrored. */
  poolOf({ storageClassName = this.defaultClass }: Claim): BlockPool | undefined {
    return this.pools.find(({ storageClass }) => storageClass.storageClassName === storageClassName);
  }

  private mirrored(claims: readonly Claim[]): readonly Claim[] {
    return claims.filter((claim) => this.poolOf(claim) !== undefined);
  }

  private selected({ namespace, labels }: Claim): boolean {
    return this.protections.some(
      (each) =>
        each.namespace === namespace &&
        each.selector !== undefined &&
        Object.entries(each.selector).every(([key, value]) => labels[key] === value),
    );
  }

  private ofComponent(component: Component, props: ProtectProps, problems: Problems): readonly Protection[] {
    const claims = this.mirrored(claimsIn(component));
    const name = component.node.id;
    checkTogether(name, claims.length, props, this.groups, problems);
    if (!checkComponent(component, claims, problems)) return [];
    if (claims.length > 1 && props.apart !== true) return [this.group(component, claims, problems)];
    return claims.map((claim) => ({
      namespace: claim.namespace,
      name: claim.name,
      claims: [claim.name],
      selector: undefined,
      pool: this.poolOf(claim)?.name,
      component,
    }));
  }

  /** A group is found by labels, in one namespace and one pool. */
  private group(component: Component, claims: readonly Claim[], problems: Problems): Protection {
    const name = component.node.id;
    const places = new Set(claims.map((claim) => `${claim.namespace} and the pool ${this.poolOf(claim)?.name}`));
    problems.check(places.size === 1, {
      at: 'protect',
      got: `volumes of ${name} in ${[...places].join(', in ')}`,
      want: 'one namespace and one pool: a group reaches no further',
      fix: 'bring them together, or `{ apart: true }` if each is consistent by itself',
    });
    const selector = labelled(claims, name);
    const [first] = claims;
    return {
      namespace: first?.namespace ?? '',
      name,
      claims: claims.map((claim) => claim.name),
      selector,
      pool: first === undefined ? undefined : this.poolOf(first)?.name,
      component,
    };
  }

  private ofTenant(target: ProtectedClaims, props: ProtectProps, problems: Problems): readonly Protection[] {
    const { namespace, claims = [], selector } = target;
    checkTogether(namespace, selector === undefined ? claims.length : 2, props, this.groups, problems);
    const unknown = { pool: undefined, component: undefined };
    if (selector === undefined && (claims.length < 2 || props.apart === true)) {
      return claims.map((name) => ({ namespace, name, claims: [name], selector: undefined, ...unknown }));
    }
    problems.check(selector !== undefined, {
      at: 'protect.claims',
      got: claims,
      want: 'a selector for several volumes as of one moment: a group is found by labels',
      fix: 'pass `selector` with a label that all of them bear',
    });
    const name = objectName(Object.values(selector ?? {}).join('-'));
    return [{ namespace, name, claims, selector: selector ?? {}, ...unknown }];
  }
}

/** Labels that all claims bear: those of the set that makes them, else one that is added. */
function labelled(claims: readonly Claim[], group: string): Readonly<Record<string, string>> {
  const [first, ...others] = claims.map(({ labels }) => Object.entries(labels));
  const common = (first ?? []).filter(([key, value]) =>
    others.every((labels) => labels.some((label) => label[0] === key && label[1] === value)),
  );
  if (common.length > 0) return Object.fromEntries(common);
  claims.forEach(({ object }) => object.metadata.addLabel('tripod/mirror-group', group));
  return { 'tripod/mirror-group': group };
}

/** Values of labels may be written in ways in which names may not. */
function objectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
