import type { Construct } from 'constructs';
import { Component, Condition, Stage, type StorageClassRef, TripodError } from '../../core';
import { CephCluster } from '../../kinds';
import { BLOCK, blockStorage, managerPool } from './pools/block';
import { BUCKET, bucketStorage } from './pools/bucket';
import { checkLayout, checkSites } from './check/check';
import { checkNames } from './check/names';
import { checkProps } from './check/props';
import { clusterSpec } from './cluster/cluster';
import { expectations } from './expectations';
import { factsOf } from './facts';
import { type Layout, layoutOf } from './cluster/layout';
import { NAMESPACE, PRIVILEGED } from './namespace';
import { RookOperator } from './operator/operator';
import { SHARED, sharedStorage } from './pools/shared';
import { tearDownStep } from './tear-down';
import type { RookCephProps } from './props';

/** Ceph on the storage hosts, run by Rook: block devices, a shared file system and buckets. */
export class RookCeph extends Component {
  /** Class of block devices, for one pod at a time. */
  readonly block: StorageClassRef = BLOCK;
  private readonly layout: Layout;
  private readonly parts: { readonly shared: boolean; readonly bucket: boolean };

  /** @throws TripodError with every fault of props and landscape, in a plain App without `sites`, and on OpenShift */
  constructor(scope: Construct, id: string, props: RookCephProps = {}) {
    super(scope, id, { stage: Stage.STORAGE, needs: [RookOperator.in(scope)], props });
    const { encryption = true, deviceFilter, defaultClass = true, sharedFilesystem = true, objectStore = true } = props;
    this.layout = this.plan(props);
    this.parts = { shared: sharedFilesystem, bucket: objectStore };

    this.inNamespace(NAMESPACE, PRIVILEGED);
    const cluster = new CephCluster(this, 'cluster', {
      metadata: { name: NAMESPACE, namespace: NAMESPACE },
      spec: clusterSpec(this.layout, { encryption, deviceFilter }),
    });
    this.ready(cluster, Condition.jsonPath('{.status.phase}', 'Ready'));
    managerPool(this, this.layout);
    blockStorage(this, this.layout, defaultClass);
    if (sharedFilesystem) sharedStorage(this, this.layout);
    if (objectStore) bucketStorage(this, this.layout);
    if (this.environment !== undefined) this.fact(...factsOf(this.layout, this.parts, this.environment.hosts));
    expectations(this.layout, { ...this.parts, deviceFilter }).forEach((text) => this.expects(text));
    this.step(tearDownStep(this.layout, this.parts));
  }

  /** Class of volumes that several pods mount at once. @throws TripodError where `sharedFilesystem` is false */
  get shared(): StorageClassRef {
    return this.there(this.parts.shared, 'sharedFilesystem', SHARED);
  }

  /** Class that claims of buckets name. @throws TripodError where `objectStore` is false */
  get bucket(): StorageClassRef {
    return this.there(this.parts.bucket, 'objectStore', BUCKET);
  }

  private plan(props: RookCephProps): Layout {
    const problems = this.problems();
    const { sites = this.environment?.sites } = props;
    const distribution = this.environment?.distribution;
    problems.check(distribution?.name !== 'openshift', {
      at: 'distribution',
      got: distribution?.toString(),
      want: 'kubernetes: on OpenShift, Ceph comes with OpenShift Data Foundation and its own operator',
      fix: 'leave RookCeph out, and name the storage classes of OpenShift Data Foundation where volumes are needed',
    });
    checkProps(props, problems);
    const there = checkSites(sites, this.environment, problems) ? (sites ?? []) : [];
    const layout = layoutOf(there, props);
    if (there.length > 0) checkLayout(layout, there, problems);
    checkNames(this.environment?.sites ?? there, problems);
    problems.throwIfAny();
    return layout;
  }

  private there(exists: boolean, at: string, ref: StorageClassRef): StorageClassRef {
    if (exists) return ref;
    const want = 'true, since another component asks for its class';
    throw new TripodError([{ path: this.node.path, at, got: false, want, fix: `leave \`${at}\` out` }]);
  }
}
