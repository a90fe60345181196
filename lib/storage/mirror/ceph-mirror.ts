import type { Construct } from 'constructs';
import type { Component, Exchange, Fact, Problems } from '../../core';
import { checkSwitch } from '../../core/check/props';
import { mirroredPools } from './blocks/pools';
import { checkAlike } from './check/alike';
import { checkAsked } from './check/asked';
import { checkOnce } from './check/once';
import { checkName, checkPlaces, type Pair, pairOf } from './check/pair';
import { checkTimes } from './check/times';
import { copiesOf, type Mirrored } from './facts';
import { systemUserStep } from '../rook/object/realm/steps';
import type { RookCeph } from '../rook/rook-ceph';
import { CephMirrorPeer } from './ceph-mirror-peer';
import type { CephMirrorProps } from './props';
import { MirrorSide, mirrorSide, type Side, STAGE } from './side';
import { type MirrorTimes, pairsOf, promisedBy, rpoOf, timesOf } from './times';
import { checkNamed } from './volumes/check/named';
import { checkForgotten } from './volumes/forgotten';
import type { ProtectedClaims, ProtectProps } from './volumes/protected';
import { replicate } from './volumes/replication';
import { type StandIn, standInsOf } from './volumes/stand-ins';
import { MirroredVolumes } from './volumes/volumes';

/**
 * Mirrors what Ceph keeps to another city: images of block devices by snapshots, directories by snapshots, buckets at once.
 * The other city has a copy that is an interval and a transfer old at worst. A volume is mirrored once it is protected; one of
 * a mirrored class that nobody protects is refused when the environment is rendered.
 */
export class CephMirror extends MirrorSide {
  /** How old copies are, and what follows from it. */
  readonly times: MirrorTimes;
  readonly side: Side;
  override readonly exchange: Exchange;
  /** Ceph of the other city. */
  readonly peer: RookCeph;

  /** @throws TripodError with every fault of the props and of the two sides, and outside of an Environment */
  constructor(scope: Construct, id: string, props: CephMirrorProps) {
    super(scope, id, { stage: STAGE, needs: [], props });
    const from = this.requireEnvironment('it mirrors one to another');
    const problems = this.problems();
    const pair = pairOf(props?.storage, props?.peer, from, problems);
    const released = 'leave `consistencyGroups` out for the releases of the catalogue';
    checkSwitch('consistencyGroups', props?.consistencyGroups, released, problems);
    if (pair !== undefined) {
      checkPair(pair, problems);
      checkName(id, pair, problems);
      checkAsked(props, from, pair.storage, problems);
    }
    const link = pair === undefined ? undefined : from.landscape.slowest(pairsOf(pair.storage, pair.peer));
    const rpo = rpoOf(props, from);
    checkTimes(props ?? {}, { rpo, at: promisedBy(props, from) }, link, problems);
    problems.throwIfAny();
    const { storage, peer, to } = pair!;

    this.times = timesOf(props, rpo, link);
    const { consistencyGroups: groups = false } = props;
    const mirrored: Mirrored = {
      pools: mirroredPools(storage),
      shared: storage.filesystem !== undefined,
      bucket: storage.realm !== undefined,
    };
    const volumes = new MirroredVolumes(from, mirrored.pools, storage.defaultClass?.storageClassName, groups);
    const both = { mirrored, volumes, times: this.times, groups };
    this.side = { ...both, storage, environment: from, other: to, sends: true };
    this.peer = peer;
    this.need(storage);
    this.exchange = mirrorSide(this, this.side);
    new CephMirrorPeer(id, { ...both, storage: peer, environment: to, other: from, sends: false });
    if (storage.realm !== undefined) {
      peer.joinRealm(storage.realm);
      this.step(systemUserStep(storage.realm));
    }
  }

  /** Of what is mirrored, which is known once all that is protected is. */
  override get facts(): readonly Fact[] {
    const { mirrored, volumes } = this.side;
    return [...super.facts, ...copiesOf({ ...mirrored, pools: volumes.used }, this.peer, this.times)];
  }

  /**
   * Mirrors the volumes of a component, or claims of a tenant: from then on they are written to on this side only. Call it once
   * the component is complete.
   * @throws TripodError where there are none or one is protected already, where the component keeps copies by itself, and where
   * several volumes belong together
   */
  protect(target: Component | ProtectedClaims, props: ProtectProps = {}): void {
    for (const protection of this.side.volumes.protect(target, props, this.problems())) {
      replicate(this, protection);
      if (protection.component !== undefined) this.after(protection.component);
    }
  }

  /** Volumes and pools that others make. */
  override checkComplete(problems: Problems): void {
    super.checkComplete(problems);
    checkForgotten(this.side.volumes.forgotten(), problems);
    checkNamed(this.side.volumes.named(), problems);
  }

  /** What stands by in the other city and has claims of the names that are mirrored: it gives way in a failover. @internal */
  get standIns(): readonly StandIn[] {
    return standInsOf(this.side.other, this.side.volumes.protections);
  }

  /** A claim is there once its component is: its namespace is made before everything. */
  private after(component: Component): void {
    if (component.stage !== this.stage) this.need(component);
  }
}

function checkPair(pair: Pair, problems: Problems): void {
  checkPlaces(pair, problems);
  checkAlike(pair, problems);
  checkOnce(pair, problems);
}
