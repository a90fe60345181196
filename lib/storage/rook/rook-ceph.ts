import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component, type PlanStep, Stage, type StorageClassRef, TripodError } from '../../core';
import { isDnsLabel } from '../../core/check/names';
import type { CephFilesystem } from '../../kinds';
import { alertsOf } from './alerts/alerts';
import { capacityOf } from './capacity/capacity';
import { type Quotas, quotasOf } from './capacity/quotas';
import type { CephNetwork } from './ceph-network';
import { checkOnly } from './check/only';
import { checkedLayout, checkedPool } from './check/plan';
import { cephCluster } from './cluster/cluster';
import type { Layout } from './cluster/layout';
import { expectations } from './expectations';
import { factsOf, poolFacts } from './facts';
import type { KeyManagement } from './keys/key-management';
import { keyConfig } from './keys/store';
import { monitoring } from './monitoring';
import { NAMESPACE, PRIVILEGED } from './namespace';
import type { BucketProps, BucketRef } from './object/claims';
import { BUCKET } from './object/names';
import { ObjectStore } from './object/object-store';
import type { BucketRealm } from './object/realm/realm';
import type { BucketUserProps, BucketUserRef } from './object/users';
import { RookOnOpenShift } from './openshift/rook-on-openshift';
import { RookOperator } from './operator/operator';
import { addBlockPool } from './pools/added/add';
import type { BlockPool } from './pools/added/block-pool';
import type { BlockPoolProps } from './pools/added/props';
import { BLOCK, blockStorage, managerPool } from './pools/block';
import { SHARED, sharedStorage } from './pools/shared';
import type { RookCephProps } from './props';
import { type Settings, settingsOf } from './settings';
import { tearDownStep } from './tear-down';

/** Ceph on the storage hosts, run by Rook: block devices, a shared file system and buckets. */
export class RookCeph extends Component {
  /** Class of block devices, for one pod at a time. */
  readonly block: StorageClassRef = BLOCK;
  /** How it lies on its sites. */
  readonly layout: Layout;
  /** The network on which its daemons listen. */
  readonly network: CephNetwork;
  /** Most that may be stored in all pools together, without copies: it fits after the worst of the promised losses, too. */
  readonly capacity: Size;
  /** Where keys of encrypted volumes are kept; undefined where none is encrypted. */
  readonly keys: KeyManagement | undefined;
  /** Class of claims that name none; undefined where `defaultClass` is false. */
  readonly defaultClass: StorageClassRef | undefined;
  /** The file system that `shared` volumes are in; undefined where there is none. @internal */
  readonly filesystem: CephFilesystem | undefined;
  private readonly settings: Settings;
  private readonly objects: ObjectStore | undefined;
  private readonly pools: BlockPool[];
  private quotas: Quotas;

  /** @throws TripodError with every fault of props and landscape, in a plain App without `sites`, and beside another RookCeph */
  constructor(scope: Construct, id: string, props: RookCephProps = {}) {
    checkOnly(scope, id, (construct) => construct instanceof RookCeph);
    super(scope, id, { stage: Stage.STORAGE, needs: [RookOperator.in(scope)], props });
    this.layout = checkedLayout(props, this.environment, this.problems());
    this.settings = settingsOf(props);
    const { layout, settings, environment } = this;
    const { network, keys, defaultClass, sharedFilesystem, objectStore } = settings;
    this.network = network;
    this.keys = keys;
    this.defaultClass = defaultClass ? BLOCK : undefined;
    this.quotas = quotasOf(layout, settings);
    this.capacity = Size.mebibytes(Math.floor(capacityOf(layout, environment?.objectives).mebibytes));

    RookOperator.in(scope)?.need(RookOnOpenShift.in(environment, network.isReachable));
    this.inNamespace(NAMESPACE, PRIVILEGED);
    cephCluster(this, layout, settings);
    managerPool(this, layout);
    this.pools = [blockStorage(this, this.quotas.blockQuota, defaultClass)];
    this.filesystem = sharedFilesystem ? sharedStorage(this, this.quotas.sharedQuota) : undefined;
    this.objects = objectStore ? new ObjectStore(this, this.quotas.bucketQuota, settings) : undefined;
    keyConfig(this, keys);
    monitoring(this);
    this.alert(...alertsOf(layout));
    if (environment !== undefined) this.fact(...factsOf(layout, settings, environment.hosts));
    expectations(layout, settings, this.capacity).forEach((text) => this.expects(text));
  }

  /** Pools of block devices: the default one, and those that were added. */
  get blockPools(): readonly BlockPool[] {
    return this.pools;
  }

  /** What is done beside `kubectl apply`. All volumes go with the cluster, also those of pools that were added later. */
  override get steps(): readonly PlanStep[] {
    const classes = this.pools.map(({ storageClass }) => storageClass.storageClassName);
    return [...super.steps, tearDownStep(this.layout, this.settings, classes)];
  }

  /**
   * Adds a pool of block devices, with a class of its own: `ceph-<name>`.
   * @throws TripodError with every fault of name and props, and for a quota that the disks cannot carry
   */
  addBlockPool(name: string, props: BlockPoolProps = {}): StorageClassRef {
    const { layout, quotas } = this;
    const around = { layout, quotas, taken: this.pools.map((each) => each.name), keys: this.keys !== undefined };
    const problems = this.problems().below(isDnsLabel(name) ? name : 'pool');
    const checked = checkedPool(name, props, { ...around, objectives: this.environment?.objectives ?? {} }, problems);
    this.quotas = checked.quotas;
    const pool = addBlockPool(this, name, checked.plan, props, this.keys?.id);
    this.pools.push(pool);
    const { storageClass, encrypted } = pool;
    const facts = poolFacts(storageClass.storageClassName, checked.plan, encrypted ? this.keys?.keeper : undefined);
    if (this.environment !== undefined) this.fact(...facts);
    return storageClass;
  }

  /** Class of volumes that several pods mount at once. @throws TripodError where `sharedFilesystem` is false */
  get shared(): StorageClassRef {
    return this.there(this.settings.sharedFilesystem ? SHARED : undefined, 'sharedFilesystem');
  }

  /** Class that claims of buckets name. @throws TripodError where `objectStore` is false */
  get bucket(): StorageClassRef {
    return this.there(this.settings.objectStore ? BUCKET : undefined, 'objectStore');
  }

  /** The part of a realm of buckets that it keeps; undefined where its buckets are its own. */
  get realm(): BucketRealm | undefined {
    return this.objects?.realm;
  }

  /**
   * Makes a user of the object store, whose keys appear in a Secret.
   * @throws TripodError with every fault of name and props, and where `objectStore` is false
   */
  addBucketUser(name: string, props: BucketUserProps = {}): BucketUserRef {
    return this.there(this.objects, 'objectStore').addUser(name, props);
  }

  /**
   * Makes a bucket for an application, which finds its address and keys in a ConfigMap and a Secret.
   * @throws TripodError with every fault of name and props, where `objectStore` is false, and where its realm begins in another city
   */
  addBucket(name: string, props: BucketProps): BucketRef {
    return this.there(this.objects, 'objectStore').addBucket(name, props);
  }

  /**
   * Has its realm begin in another city: buckets and users are fetched from there.
   * @throws TripodError where the realms differ, or something is claimed here already
   */
  joinRealm(master: BucketRealm): void {
    this.there(this.objects, 'objectStore').join(master);
  }

  private there<T>(part: T | undefined, at: string): T {
    if (part !== undefined) return part;
    const want = 'true, since somebody asks for what it makes';
    throw new TripodError([{ path: this.node.path, at, got: false, want, fix: `leave \`${at}\` out` }]);
  }
}
