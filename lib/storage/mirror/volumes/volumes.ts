import { Component, type Environment, type Problems } from '../../../core';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import type { NamedClaim } from './check/named';
import { checkTarget } from './check/target';
import { checkTwice } from './check/twice';
import { type Claim, claimsIn } from './claims';
import { type MirroredClaim, protectComponent } from './component';
import { covers, type ProtectedClaims, type Protection, type ProtectProps } from './protected';
import { protectClaims } from './tenant';

/** What is mirrored of an environment, and what is not. */
export class MirroredVolumes {
  private readonly protected: Protection[] = [];

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

  get protections(): readonly Protection[] {
    return this.protected;
  }

  /** Protects what a target asks for. @throws TripodError where it is refused */
  protect(target: Component | ProtectedClaims, props: ProtectProps, problems: Problems): readonly Protection[] {
    const asked = this.plan(target, props, problems);
    problems.throwIfAny();
    this.protected.push(...asked);
    return asked;
  }

  private plan(target: Component | ProtectedClaims, props: ProtectProps, problems: Problems): readonly Protection[] {
    if (!checkTarget(target, props, this.environment, problems)) return [];
    const asked = Component.isComponent(target)
      ? protectComponent(target, this.mirrored(target), props, this.groups, problems)
      : protectClaims(target, this.pools, props, this.groups, problems);
    checkTwice(asked, this.protected, () => claimsIn(this.environment), problems);
    return asked;
  }

  /** Claims of mirrored classes that nobody protects, with the component that makes them. */
  forgotten(): readonly { readonly claim: Claim; readonly component: Component }[] {
    return this.environment.components
      .flatMap((component) => this.mirrored(component).map(({ claim }) => ({ claim, component })))
      .filter(({ claim }) => !this.protected.some((protection) => covers(protection, claim)));
  }

  /** Claims of the environment that are protected without their component. */
  named(): readonly NamedClaim[] {
    const named = this.protected.filter(({ component }) => component === undefined);
    if (named.length === 0) return [];
    return this.environment.components
      .flatMap((component) => claimsIn(component).map((claim) => ({ claim, component })))
      .filter(({ claim }) => claim.madeFor === undefined && named.some((protection) => covers(protection, claim)))
      .map((each) => ({ ...each, mirrored: this.poolOf(each.claim) !== undefined }));
  }

  /** How many volumes the other city should have at least: of a group that labels find, one is known. */
  get count(): number {
    return this.protected.reduce((sum, { claims }) => sum + Math.max(1, claims.length), 0);
  }

  /** Pools with volumes that are protected. A claim that only the cluster knows is taken to be of the first one. */
  get used(): readonly BlockPool[] {
    if (this.pools.length < 2) return this.protected.length === 0 ? [] : this.pools;
    const claims = new Map(
      this.named().map(({ claim }) => [`${claim.namespace}/${claim.name}`, this.poolOf(claim)?.name]),
    );
    const used = this.protected.map(
      ({ namespace, name, pool }) => pool ?? claims.get(`${namespace}/${name}`) ?? this.pools[0]?.name,
    );
    return this.pools.filter(({ name }) => used.includes(name));
  }

  private mirrored(component: Component): readonly MirroredClaim[] {
    const classes = this.pools.map(({ storageClass }) => storageClass.storageClassName);
    return claimsIn(component, classes).flatMap((claim) => {
      const pool = this.poolOf(claim);
      return pool === undefined ? [] : [{ claim, pool: pool.name }];
    });
  }

  /** The pool of a claim's class, where that is mirrored. */
  private poolOf({ storageClassName = this.defaultClass }: Claim): BlockPool | undefined {
    return this.pools.find(({ storageClass }) => storageClass.storageClassName === storageClassName);
  }
}
