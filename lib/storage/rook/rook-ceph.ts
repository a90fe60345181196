import type { Construct } from 'constructs';
import {
  Component,
  type ComponentProps,
  Condition,
  type SpreadDomain,
  Stage,
  type StorageClassRef,
  TripodError,
} from '../../core';
import { CephCluster } from '../../kinds';
import type { Site } from '../../landscape';
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

export interface RookCephProps extends ComponentProps {
  /**
   * Sites that carry it: one with data; two with data and a witness; or three and more with data.
   * @default - all sites of the environment; required in a plain App
   */
  readonly sites?: readonly Site[];
  /** Monitors, 3 or 5. Over three or more data sites, each is in a site of its own. @default 3; 5 over two data sites and a witness */
  readonly monitors?: number;
  /** Copies of every item of data. @default 3; 4 over two data sites */
  readonly copies?: number;
  /** What may fail without taking two copies of an item. @default - site over several data sites, else rack where there is one for every copy, else host */
  readonly failureDomain?: SpreadDomain;
  /**
   * Regular expression (Go) of the kernel names of disks that Ceph may take.
   * @default - every disk of a storage host that is empty, also one that is added later
   */
  readonly deviceFilter?: string;
  /** Whether traffic between daemons, and of clients, is encrypted. Nodes need Linux 5.11 in either case. @default true */
  readonly encryption?: boolean;
  /** Whether claims that name no class get a block device. @default true */
  readonly defaultClass?: boolean;
  /** Whether there is a file system for volumes that several pods mount. @default true */
  readonly sharedFilesystem?: boolean;
  /** Whether there is an object store with an S3 interface. @default true */
  readonly objectStore?: boolean;
}

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
    this.fact(...factsOf(this.layout, this.parts));
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
