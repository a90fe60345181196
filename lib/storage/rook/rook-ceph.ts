import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component, Condition, type PlanStep, Stage, type StorageClassRef, TripodError } from '../../core';
import { isDnsLabel } from '../../core/check/names';
import { CephCluster } from '../../kinds';
import { BLOCK, blockStorage, managerPool } from './pools/block';
import { checkLayout, checkSites } from './check/check';
import { checkNames } from './check/names';
import { checkProps } from './check/props';
import { alertsOf } from './alerts';
import { capacityOf } from './capacity/capacity';
import { checkQuotas, type Quotas, quotasOf } from './capacity/quotas';
import { checkBlockPool } from './check/block-pool';
import { clusterSpec } from './cluster/cluster';
import { expectations } from './expectations';
import { factsOf, type Parts, poolFacts } from './facts';
import type { KeyManagement } from './keys/key-management';
import { keyConfig } from './keys/store';
import { monitoring } from './monitoring';
import { addBlockPool } from './pools/added/add';
import type { BlockPool } from './pools/added/block-pool';
import { planOf, type PoolPlan } from './pools/added/plan';
import type { BlockPoolProps } from './pools/added/props';
import { type Layout, layoutOf } from './cluster/layout';
import { NAMESPACE, PRIVILEGED } from './namespace';
import { CephNetwork } from './ceph-network';
import { checkObjects } from './object/check/props';
import type { BucketProps, BucketRef } from './object/claims';
import { BUCKET } from './object/names';
import { ObjectStore } from './object/object-store';
import type { BucketRealm } from './object/realm/realm';
import type { BucketUserProps, BucketUserRef } from './object/users';
import { RookOnOpenShift } from './openshift/rook-on-openshift';
import { RookOperator } from './operator/operator';
import { SHARED, sharedStorage } from './pools/shared';
import { tearDownStep } from './tear-down';
import type { RookCephProps } from './props';

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
  private readonly objects: ObjectStore | undefined;
  private readonly parts: Parts;
  private readonly pools: BlockPool[];
  private quotas: Quotas;

  /** @throws TripodError with every fault of props and landscape, and in a plain App without `sites` */
  constructor(scope: Construct, id: string, props: RookCephProps = {}) {
    super(scope, id, { stage: Stage.STORAGE, needs: [RookOperator.in(scope)], props });
    const { encryption = true, encryptedDisks = false, deviceFilter, defaultClass = true } = props;
    const { sharedFilesystem = true, objectStore = true } = props;
    this.layout = this.plan(props);
    this.network = props.network ?? CephNetwork.pods();
    this.keys = props.keys;
    this.quotas = quotasOf(this.layout, props);
    this.capacity = Size.mebibytes(Math.floor(capacityOf(this.layout, this.environment?.objectives).mebibytes));
    this.parts = { shared: sharedFilesystem, bucket: objectStore, realm: props.realm !== undefined };

    if (this.environment?.distribution.name === 'openshift') {
      RookOperator.in(scope)?.need(new RookOnOpenShift(this.environment, this.network.provider === 'host'));
    }
    this.inNamespace(NAMESPACE, PRIVILEGED);
    const cluster = new CephCluster(this, 'cluster', {
      metadata: { name: NAMESPACE, namespace: NAMESPACE },
      spec: clusterSpec(this.layout, {
        ...{ encryption, encryptedDisks, deviceFilter },
        network: this.network,
        monitored: this.environment?.prometheusOperator ?? false,
      }),
    });
    this.ready(cluster, Condition.jsonPath('{.status.phase}', 'Ready'));
    managerPool(this, this.layout);
    this.pools = [blockStorage(this, this.quotas.blockQuota, defaultClass)];
    if (sharedFilesystem) sharedStorage(this, this.quotas.sharedQuota);
    if (objectStore) this.objects = new ObjectStore(this, this.quotas.bucketQuota, props);
    keyConfig(this, this.keys);
    monitoring(this);
    this.alert(...alertsOf(this.layout));
    if (this.environment !== undefined) this.fact(...factsOf(this.layout, this.parts, this.environment.hosts));
    const { layout, network, keys, capacity } = this;
    const choice = { ...this.parts, deviceFilter, encryptedDisks, network, keys, capacity };
    expectations(layout, choice).forEach((text) => this.expects(text));
  }

  /** Pools of block devices: the default one, and those that were added. */
  get blockPools(): readonly BlockPool[] {
    return this.pools;
  }

  /** What is done beside `kubectl apply`. All volumes go with the cluster, also those of pools that were added later. */
  override get steps(): readonly PlanStep[] {
    const classes = this.pools.map(({ storageClass }) => storageClass.storageClassName);
    return [...super.steps, tearDownStep(this.layout, this.parts, classes)];
  }

  /**
   * Adds a pool of block devices, with a class of its own: `ceph-<name>`.
   * @throws TripodError with every fault of name and props, and for a quota that the disks cannot carry
   */
  addBlockPool(name: string, props: BlockPoolProps = {}): StorageClassRef {
    const plan = this.planPool(name, props);
    const pool = addBlockPool(this, name, plan, props, this.keys?.id);
    this.pools.push(pool);
    const keeper = pool.encrypted ? this.keys?.keeper : undefined;
    if (this.environment !== undefined) this.fact(...poolFacts(pool.storageClass.storageClassName, plan, keeper));
    return pool.storageClass;
  }

  /** Class of volumes that several pods mount at once. @throws TripodError where `sharedFilesystem` is false */
  get shared(): StorageClassRef {
    return this.there(this.parts.shared ? SHARED : undefined, 'sharedFilesystem');
  }

  /** Class that claims of buckets name. @throws TripodError where `objectStore` is false */
  get bucket(): StorageClassRef {
    return this.there(this.parts.bucket ? BUCKET : undefined, 'objectStore');
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

  private plan(props: RookCephProps): Layout {
    const problems = this.problems();
    const { sites = this.environment?.sites } = props;
    checkProps(props, problems);
    checkObjects(props, this.environment, problems);
    const there = checkSites(sites, this.environment, problems) ? (sites ?? []) : [];
    const layout = layoutOf(there, { ...props, promisesRacks: this.environment?.objectives.rack !== undefined });
    if (there.length > 0) checkLayout(layout, there, problems);
    checkNames(this.environment?.sites ?? there, problems);
    if (problems.all.length === 0) checkQuotas(quotasOf(layout, props), this.environment?.objectives ?? {}, problems);
    problems.throwIfAny();
    return layout;
  }

  private planPool(name: string, props: BlockPoolProps): PoolPlan {
    const problems = this.problems().below(isDnsLabel(name) ? name : 'pool');
    const { layout, keys } = this;
    checkBlockPool(
      name,
      props,
      { layout, taken: this.pools.map((pool) => pool.name), keys: keys !== undefined },
      problems,
    );
    problems.throwIfAny();
    const plan = planOf(layout, props);
    const quotas = { ...this.quotas, [name]: plan.data };
    checkQuotas(quotas, this.environment?.objectives ?? {}, problems);
    problems.throwIfAny();
    this.quotas = quotas;
    return plan;
  }

  private there<T>(part: T | undefined, at: string): T {
    if (part !== undefined) return part;
    const want = 'true, since somebody asks for what it makes';
    throw new TripodError([{ path: this.node.path, at, got: false, want, fix: `leave \`${at}\` out` }]);
  }
}
