import { type ApiObject, JsonPatch } from 'cdk8s';
import { type Component, Condition } from '../../../core';
import { Problems, show } from '../../../errors';
import { CephObjectStore } from '../../../kinds';
import { NAMESPACE } from '../namespace';
import type { PoolLayout } from '../pools/pool';
import type { RookCephProps } from '../props';
import { checkClaim } from './check/claim';
import { checkJoin, refuseClaim } from './check/join';
import { checkUser } from './check/user';
import { bucketClaim, type BucketProps, type BucketRef } from './claims';
import { bucketClass } from './class';
import { bucketExpectations, pullExpectations } from './expectations';
import { type GatewayChoice, GATEWAYS, gatewaySpec, serviceUrl, SYNC_GATEWAYS } from './gateway';
import { STORE, SYNC_STORE } from './names';
import { objectPools } from './pools';
import { type BucketRealm, inRealm, realmOf } from './realm/realm';
import { BucketRealmKeys } from './realm/keys';
import { bucketUser, type BucketUserProps, type BucketUserRef, userSecret } from './users';
import { zoneOf } from './realm/zone';

/** Buckets behind an S3 interface: a store with its gateways, users and claims; with a realm, a second one that fetches. */
export class ObjectStore {
  /** Shared with other cities; undefined where the buckets are here only. */
  readonly realm: BucketRealm | undefined;
  private readonly choice: GatewayChoice;
  private readonly store: ApiObject;
  private readonly realmObject: ApiObject | undefined;
  private readonly users = new Set<string>();
  private readonly namespaces = new Set<string>();
  private readonly claims = new Set<string>();
  private readonly buckets = new Set<string>();
  private master: BucketRealm | undefined;

  constructor(
    private readonly component: Component,
    private readonly layout: PoolLayout,
    props: RookCephProps,
  ) {
    this.choice = { certificate: props.bucketCertificate, authorities: props.bucketAuthorities };
    this.realm = realmOf(props, component.environment, () => this.master);
    this.realmObject = this.realm === undefined ? undefined : zoneOf(component, layout, this.realm);
    if (this.realm !== undefined && component.environment !== undefined) {
      component.need(new BucketRealmKeys(component.environment, this.realm.name));
    }
    this.store = this.make('object-store', STORE, GATEWAYS);
    if (this.realm !== undefined) this.make('sync-store', SYNC_STORE, SYNC_GATEWAYS);
    bucketClass(component);
    bucketExpectations(this.choice, this.realm).forEach((text) => component.expects(text));
  }

  get endpoint(): string {
    return serviceUrl(this.choice);
  }

  /** @throws TripodError with every fault of the name and the props */
  addUser(name: string, props: BucketUserProps): BucketUserRef {
    const problems = this.problems(`addBucketUser(${show(name)})`);
    checkUser(name, props, { taken: this.users, quota: this.layout.quota }, problems);
    problems.throwIfAny();
    const { namespace = NAMESPACE } = props;
    this.users.add(name);
    if (namespace !== NAMESPACE) this.allow(namespace);
    bucketUser(this.component, name, props);
    return { name, namespace, secretName: userSecret(name), endpoint: this.endpoint };
  }

  /** @throws TripodError with every fault of the name and the props, and where the realm begins in another city */
  addBucket(name: string, props: BucketProps): BucketRef {
    const problems = this.problems(`addBucket(${show(name)})`);
    const { claims, buckets, layout } = this;
    checkClaim(name, props, { claims, buckets, quota: layout.quota }, problems);
    if (this.master !== undefined) refuseClaim(name, this.master, problems);
    problems.throwIfAny();
    const { namespace, bucketName = name } = props;
    this.claims.add(`${namespace}/${name}`);
    this.buckets.add(bucketName);
    bucketClaim(this.component, name, props);
    return { bucketName, namespace, configMapName: name, secretName: name, endpoint: this.endpoint };
  }

  /** Has the realm begin in another city. @throws TripodError where it cannot */
  join(master: BucketRealm): void {
    const problems = this.problems('joinRealm');
    checkJoin(this.realm, master, { joined: this.master, claims: this.claims }, problems);
    problems.throwIfAny();
    this.master = master;
    this.realmObject?.addJsonPatch(JsonPatch.add('/spec/pull', { endpoint: master.endpoint }));
    pullExpectations(master).forEach((text) => this.component.expects(text));
  }

  private make(id: string, name: string, count: number): CephObjectStore {
    const { layout, realm } = this;
    const store = new CephObjectStore(this.component, id, {
      metadata: { name, namespace: NAMESPACE },
      spec: {
        ...(realm === undefined ? objectPools(layout) : { zone: { name: realm.zone } }),
        preservePoolsOnDelete: true,
        gateway: {
          ...gatewaySpec(layout, name, count, this.choice),
          ...(realm === undefined ? {} : inRealm(name)),
        },
      },
    });
    this.component.ready(store, Condition.jsonPath('{.status.phase}', 'Ready'));
    return store;
  }

  /** Lets users be made in another namespace. */
  private allow(namespace: string): void {
    this.namespaces.add(namespace);
    this.store.addJsonPatch(JsonPatch.add('/spec/allowUsersInNamespaces', [...this.namespaces].sort()));
  }

  private problems(call: string): Problems {
    return new Problems(this.component.node.path).below(call);
  }
}
