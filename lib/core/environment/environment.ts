import { Construct, type IConstruct } from 'constructs';
import { isText, Problems, TripodError } from '../../errors';
import type { Cluster, Host, HostRole, Landscape, Site } from '../../landscape';
import { RegistryMirror } from '../catalogue/mirror';
import { checkEnvironment } from './check/environment';
import { A_DNS_LABEL, isDnsLabel } from '../check/names';
import { Component } from '../component/component';
import type { ImageEntry } from '../catalogue/images';
import type { AcceptedRisk } from './accepted-risk';
import { Distribution } from './distribution';
import { ENVIRONMENT, findEnvironment } from './find-environment';
import type { NamespaceObject, NamespaceProps } from './namespace';
import { namespaceIn } from './namespaces';
import type { Objectives } from './objectives';
import type { Tier } from './tier';
import type { Vendored } from '../component/vendored';
import type { EnvironmentProps } from './props';

/** A named cluster on some sites of a landscape, with what the bank demands of it. */
export class Environment extends Construct {
  static isEnvironment(construct: IConstruct): construct is Environment {
    return ENVIRONMENT in construct;
  }

  /** The environment around a construct; undefined in a plain App. */
  static find(construct: IConstruct): Environment | undefined {
    return findEnvironment(construct);
  }

  readonly name: string;
  readonly landscape: Landscape;
  readonly tier: Tier;
  readonly cluster: Cluster;
  readonly distribution: Distribution;
  readonly mirror: RegistryMirror;
  readonly images: Readonly<Record<string, ImageEntry>>;
  readonly airGapped: boolean;
  readonly prometheusOperator: boolean;
  readonly objectives: Objectives;
  readonly acceptedRisks: readonly AcceptedRisk[];
  readonly vendored: Vendored;
  readonly secretStore: string | undefined;
  /** Sites of the cluster, in the order of the cluster's declaration. */
  readonly sites: readonly Site[];

  /** @throws TripodError with every fault of the props */
  constructor(scope: Construct, name: string, props: EnvironmentProps) {
    super(scope, checkedName(scope, name));
    const problems = new Problems(this.node.path);
    const cluster = checkEnvironment(name, props, problems);
    problems.throwIfAny();
    this.name = name;
    this.landscape = props.landscape;
    this.tier = props.tier;
    this.cluster = cluster;
    this.distribution = props.distribution ?? Distribution.kubernetes();
    this.mirror = new RegistryMirror(props.mirror);
    this.images = props.images ?? {};
    this.airGapped = props.airGapped ?? false;
    this.prometheusOperator = props.prometheusOperator ?? false;
    this.objectives = props.objectives ?? {};
    this.acceptedRisks = props.acceptedRisks ?? [];
    this.vendored = props.vendored ?? new Map();
    this.secretStore = props.secretStore;
    this.sites = cluster.sites.map((site) => props.landscape.site(site));
    Object.defineProperty(this, ENVIRONMENT, { value: true });
  }

  /** All hosts of the cluster. */
  get hosts(): readonly Host[] {
    return this.sites.flatMap((site) => site.hosts);
  }

  hostsWith(role: HostRole): readonly Host[] {
    return this.hosts.filter((host) => host.roles.includes(role));
  }

  /** Sites that carry load and data: all but witnesses. */
  get dataSites(): readonly Site[] {
    return this.sites.filter((site) => site.role !== 'witness');
  }

  get components(): readonly Component[] {
    return this.node.findAll().filter((construct): construct is Component => Component.isComponent(construct));
  }

  /** Makes a namespace once, with its pod security labels. @throws TripodError if it exists with another level */
  namespace(name: string, props: NamespaceProps = {}): NamespaceObject {
    return namespaceIn(this, name, props);
  }
}

/** It becomes a construct, a folder, and a part of names elsewhere. */
function checkedName(scope: Construct, name: unknown): string {
  if (isDnsLabel(name)) return name;
  const problems = new Problems(scope.node.path).below(isText(name) ? name : 'environment');
  const want = A_DNS_LABEL;
  problems.add({ at: 'name', got: name, want, fix: 'for example `production`' });
  throw new TripodError(problems.all);
}
