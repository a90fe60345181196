import { Yaml } from 'cdk8s';
import { type ImageEntry, IMAGES } from '../catalogue/images';
import type { ReleaseSource } from '../catalogue/releases';
import { fileName } from '../component/file-name';
import type { Operator } from '../component/operator';
import { Stage, stageFolder } from '../component/stage';
import type { RenderedComponent, RenderedFile } from './rendering';

type Changes = NonNullable<RenderedComponent['changes']>;

/** A folder that `kubectl apply -k` takes. */
interface KustomizationFolder {
  readonly path: string;
  readonly stage: Stage;
  readonly sources: readonly ReleaseSource[];
}

/** The folders of a release that is fetched when the plan runs: definitions apart from the rest, where upstream parts them. */
export function kustomizationFolders(operator: Operator): readonly KustomizationFolder[] {
  const definitions = operator.release.sources.filter(({ content }) => content === 'definitions');
  const rest = operator.release.sources.filter(({ content }) => content !== 'definitions');
  return [
    { stage: Stage.DEFINITIONS, sources: definitions },
    { stage: operator.stage, sources: rest },
  ]
    .filter(({ sources }) => sources.length > 0)
    .map((folder) => ({ ...folder, path: `manifests/${stageFolder(folder.stage)}/${fileName(operator)}` }));
}

/** The kustomizations of a release. Named without an ending: every `*.yaml` in the output is taken for manifests. */
export function kustomizations(operator: Operator, changes: Changes): readonly RenderedFile[] {
  return kustomizationFolders(operator).map(({ path, stage, sources }) => ({
    path: `${path}/Kustomization`,
    text: Yaml.stringify(
      stage === Stage.DEFINITIONS ? base(sources) : { ...base(sources), ...transformers(operator, changes) },
    ),
  }));
}

function base(sources: readonly ReleaseSource[]) {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: sources.map(({ url }) => url),
  };
}

function transformers({ environment, release }: Operator, { settings, overrides }: Changes) {
  const patches = [
    // The environment makes the namespace, with its pod security labels; upstream's copy would take them off again.
    ...(release.namespace === 'kube-system' ? [] : [remove('Namespace', release.namespace)]),
    ...Object.entries(settings).map(([name, data]) => merge('v1', 'ConfigMap', name, release.namespace, { data })),
    ...overrides.map(({ apiVersion, kind, name, fields }) => merge(apiVersion, kind, name, release.namespace, fields)),
  ];
  const images = release.images.flatMap((name) => moved(IMAGES[name], (at) => environment?.mirror.locate(at) ?? at));
  return { images, ...(patches.length > 0 ? { patches } : {}) };
}

function remove(kind: string, name: string) {
  return { patch: Yaml.stringify({ $patch: 'delete', apiVersion: 'v1', kind, metadata: { name } }) };
}

function merge(apiVersion: string, kind: string, name: string, namespace: string, fields: object) {
  return { patch: Yaml.stringify({ apiVersion, kind, metadata: { name, namespace }, ...fields }) };
}

/** Kustomize compares names as they stand upstream, where Docker Hub's host is written or left out. */
function moved(entry: ImageEntry, locate: (reference: string) => string) {
  const { repository, tag, digest } = entry;
  const newName = locate(repository);
  const names = new Set([repository, repository.replace(/^docker\.io\/(library\/)?/, '')]);
  return [...names].map((name) => (digest === undefined ? { name, newName, newTag: tag } : { name, newName, digest }));
}
