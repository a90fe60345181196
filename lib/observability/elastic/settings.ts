import { Duration, type Size } from 'cdk8s';
import type { Environment, StorageClassRef } from '../../core';
import type { ElasticStackProps } from './props';
import { type ElasticSite, sitesOf } from './sites';
import { defaultDataNodes, defaultDisk, defaultMemory } from './sizing';

/**
 * Six months, however long they are: 31 July to 31 January are 184 days. China's Cybersecurity Law demands no less for
 * network logs (article 21 as of 2017).
 */
const RETENTION = Duration.days(184);

/** The props with every default filled in. */
export interface ElasticSettings {
  readonly volumes: StorageClassRef;
  readonly retention: Duration;
  readonly sites: readonly ElasticSite[];
  /** In each data site. */
  readonly dataNodes: number;
  readonly memory: Size;
  readonly disk: Size;
}

/** Defaults that need hosts are only taken once the sites were checked. */
export function settingsOf(props: ElasticStackProps, sites: readonly ElasticSite[]): ElasticSettings {
  const data = dataOf(sites);
  const { volumes, retention = RETENTION, dataNodes = defaultDataNodes(data), memory = defaultMemory(data) } = props;
  return { volumes, retention, sites, dataNodes, memory, disk: props.disk ?? defaultDisk(memory) };
}

export function dataOf(sites: readonly ElasticSite[]): readonly ElasticSite[] {
  return sites.filter(({ role }) => role === 'data');
}

/** Sites as given, else those of the environment; none in a plain App, which the checks refuse. */
export function sitesFor(props: ElasticStackProps, environment: Environment | undefined): readonly ElasticSite[] {
  const { sites = environment === undefined ? [] : sitesOf(environment) } = props ?? {};
  return sites;
}
