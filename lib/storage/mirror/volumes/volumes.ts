import { Component, type Environment, type Problems } from '../../../core';
import type { BlockPool } from '../../rook/pools/added/block-pool';
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
    const whole = new Set(this.protected.map(({ component }) => component));
    return this.environment.components
      .filter((component) => !whole.has(component))
      .flatMap((component) => this.mirrored(component).map(({ claim }) => ({ claim, component })))
      .filter(({ claim }) => !this.protected.some((protection) => covers(protection, claim)));
  }

  private mirrored(component: Component): readonly MirroredClaim[] {
    return claimsIn(component).flatMap((claim) => {
      const pool = this.poolOf(claim);
      return pool === undefined ? [] : [{ claim, pool: pool.name }];
    });
  }

  /** The pool of a claim's class, where that is mirrored. */
  private poolOf({ storageClassName = this.defaultClass }: Claim): BlockPool | undefined {
    return this.pools.find(({ storageClass }) => storageClass.storageClassName === storageClassName);
  }
}
