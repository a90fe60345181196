import type { Landscape } from '../../landscape';
import type { ImageEntry } from '../catalogue/images';
import type { AcceptedRisk } from './accepted-risk';
import type { Distribution } from './distribution';
import type { Objectives } from './objectives';
import type { Tier } from './tier';
import type { Vendored } from '../component/vendored';

export interface EnvironmentProps {
  readonly landscape: Landscape;
  readonly tier: Tier;
  /** Cluster of the landscape that it runs on. @default - the cluster with the name of the environment */
  readonly cluster?: string;
  /** @default Distribution.kubernetes() */
  readonly distribution?: Distribution;
  /**
   * Registry that holds copies of all images, as host and optional path: `registry.bank.example/mirror`.
   * `quay.io/calico/node:v1` is then read from `registry.bank.example/mirror/quay.io/calico/node:v1`.
   * @default - images come from their upstream registries
   */
  readonly mirror?: string;
  /** Images of your own, beside the catalogue, by a name for `images.txt`. @default - none */
  readonly images?: Readonly<Record<string, ImageEntry>>;
  /** Nothing may be fetched from the internet: operators must be vendored and a mirror must be set. @default false */
  readonly airGapped?: boolean;
  /**
   * Whether the Prometheus operator watches the cluster: then alerts are PrometheusRules, and components are scraped by its
   * monitors. @default false: alerts are files for any Prometheus
   */
  readonly prometheusOperator?: boolean;
  /** What each failure may cost. @default - nothing is promised */
  readonly objectives?: Objectives;
  /** Things for which an objective does not hold, each with its reason. @default - none */
  readonly acceptedRisks?: readonly AcceptedRisk[];
  /** Upstream releases that were fetched and verified beforehand. @default - none; the plan then fetches them by URL */
  readonly vendored?: Vendored;
  /**
   * ClusterSecretStore of the External Secrets operator that holds the secrets.
   * @default - none: the plan lists the Secrets that must exist
   */
  readonly secretStore?: string;
}
