import { satisfies, valid } from 'semver';
import { isFields, isListOf, isText, type Problems, show, TripodError } from '../../../errors';
import { type Cluster, Landscape } from '../../../landscape';
import { isMirror } from '../../catalogue/mirror';
import { VERSIONS } from '../../catalogue/versions';
import type { ImageEntry } from '../../catalogue/images';
import { Distribution } from '../distribution';
import type { EnvironmentProps } from '../props';
import { TIERS } from '../tier';
import { isObjectName } from '../../check/names';
import { checkSwitch } from '../../check/props';
import { checkAcceptedRisks } from './accepted-risks';
import { checkObjectives } from './objectives';

/** Checks the props of an environment together; returns its cluster. @throws TripodError when there is none to go on with */
export function checkEnvironment(name: string, props: EnvironmentProps, problems: Problems): Cluster {
  if (!(props?.landscape instanceof Landscape)) {
    problems.add({ at: 'landscape', got: props?.landscape, want: 'a Landscape', fix: 'pass `Landscape.of({ … })`' });
    throw new TripodError(problems.all);
  }
  const { landscape, distribution } = props;
  problems.check(TIERS.includes(props.tier), {
    at: 'tier',
    got: props.tier,
    want: `one of ${TIERS.join(', ')}`,
    fix: 'say what the environment is for',
  });
  problems.check(props.mirror === undefined || isMirror(props.mirror), {
    at: 'mirror',
    got: props.mirror,
    want: 'a registry host with a dot or a port and an optional path, without scheme',
    fix: 'for example `registry.bank.example/mirror`',
  });
  problems.check(props.airGapped !== true || props.mirror !== undefined, {
    at: 'mirror',
    got: undefined,
    want: 'a registry mirror, since the environment is air-gapped',
    fix: 'set `mirror` to the registry that the hosts can reach',
  });
  const version = distribution?.kubernetes;
  const range = VERSIONS.kubernetes.kubernetes;
  if (distribution?.name !== 'openshift' && version !== undefined) {
    problems.check(valid(version) !== null && satisfies(version, range), {
      at: 'distribution',
      got: distribution?.version,
      want: `Kubernetes ${range}`,
      fix: `leave it out for ${VERSIONS.kubernetes.version}, or name a version in that range`,
    });
  }
  checkObjectives(props.objectives, problems);
  checkAcceptedRisks(props.acceptedRisks, problems);
  checkImages(props.images, problems);
  checkKinds(props, problems);
  const { cluster: wanted = name } = props;
  const cluster = landscape.cluster(wanted);
  if (cluster === undefined) {
    const names = landscape.clusters.map((candidate) => candidate.name).join(', ') || 'none';
    problems.add({
      at: 'cluster',
      got: wanted,
      want: `a cluster of the landscape (${names})`,
      fix: 'declare it, or set `cluster`',
    });
    throw new TripodError(problems.all);
  }
  return cluster;
}

/** Checks props that are right or wrong by themselves. */
function checkKinds(
  { airGapped, prometheusOperator, distribution, vendored, secretStore }: EnvironmentProps,
  problems: Problems,
): void {
  checkSwitch('airGapped', airGapped, 'set it to true where nothing may be fetched from the internet', problems);
  const watches = 'set it to true where the Prometheus operator watches the cluster';
  checkSwitch('prometheusOperator', prometheusOperator, watches, problems);
  problems.check(distribution === undefined || distribution instanceof Distribution, {
    at: 'distribution',
    got: distribution,
    want: 'a Distribution',
    fix: "for example `Distribution.openshift('4.16')`",
  });
  problems.check(vendored === undefined || vendored instanceof Map, {
    at: 'vendored',
    got: vendored,
    want: 'a Map of releases by name',
    fix: 'pass what was read from the folder that `tripod vendor` wrote',
  });
  for (const [name, release] of vendored instanceof Map ? vendored : []) {
    problems.check(isRelease(release), {
      at: `vendored.${show(name)}`,
      got: release,
      want: 'a release with its version, definitions and objects',
      fix: 'pass what was read from the folder that `tripod vendor` wrote',
    });
  }
  problems.check(secretStore === undefined || isObjectName(secretStore), {
    at: 'secretStore',
    got: secretStore,
    want: 'the name of a ClusterSecretStore',
    fix: 'leave it out where secrets are made by hand',
  });
}

function isRelease(release: unknown): boolean {
  if (!isFields(release)) return false;
  const { version, definitions, objects } = release;
  const texts = isListOf(definitions, (text) => typeof text === 'string');
  return isText(version) && texts && isListOf(objects, isObject);
}

function isObject(object: unknown): boolean {
  if (!isFields(object) || !isFields(object['metadata'])) return false;
  return [object['apiVersion'], object['kind'], object['metadata']['name']].every(isText);
}

/** Images of the bank are found and rewritten by the same rules as those of the catalogue. */
function checkImages(images: EnvironmentProps['images'], problems: Problems): void {
  const named = images === undefined || isFields(images);
  problems.check(named, {
    at: 'images',
    got: images,
    want: 'images by name',
    fix: "for example `{ app: { repository: 'registry.bank.example/app', tag: '1.0' } }`",
  });
  for (const [name, image] of named ? Object.entries(images ?? {}) : []) {
    problems.check(isImage(image), {
      at: `images.${name}`,
      got: image,
      want: 'a repository with its registry host, and a tag that names one version',
      fix: "for example `{ repository: 'registry.bank.example/app', tag: '1.0' }`",
    });
  }
}

function isImage(image: Partial<ImageEntry> | undefined): boolean {
  const { repository, tag, digest }: Partial<Record<keyof ImageEntry, unknown>> = image ?? {};
  if (typeof tag !== 'string' || !/^\w[\w.-]{0,127}$/.test(tag) || tag === 'latest') return false;
  if (digest !== undefined && !(typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest))) return false;
  return isMirror(repository) && String(repository).includes('/');
}
