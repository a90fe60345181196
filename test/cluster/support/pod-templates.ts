import { builtInScope } from '../../../lib/core/kind/scope';
import type { KubeObject } from '../harness';

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly volumeMounts?: readonly { readonly name: string }[];
}

interface Volume {
  readonly name: string;
}

interface PodTemplate {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
    readonly volumes?: readonly Volume[];
  };
}

/** A pod that an object leads to, by whoever makes it: a controller of Kubernetes, or an operator. */
export interface FoundPod {
  /** `StatefulSet jenkins/jenkins`, and where in it. */
  readonly owner: string;
  readonly template: PodTemplate;
  /** Why it needs more than `restricted`, as written onto the pod. */
  readonly reason: string | undefined;
}

/** All pod templates inside an object, at any depth. */
export function podTemplates(object: KubeObject): readonly FoundPod[] {
  // A custom resource may also have a `template` of overrides, which an operator merges into a pod of its own.
  const field = builtInScope(object.apiVersion, object.kind) === undefined ? 'podTemplate' : 'template';
  const owner = `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`;
  const found: FoundPod[] = [];
  const walk = (value: unknown, path: string, key: string) => {
    if (value === null || typeof value !== 'object') return;
    if (key === field && isTemplate(value)) {
      found.push({
        owner: `${owner} ${path}`,
        template: value,
        reason: value.metadata?.annotations?.['tripod/privilege-reason'],
      });
      return;
    }
    for (const [name, child] of Object.entries(value)) walk(child, path === '' ? name : `${path}.${name}`, name);
  };
  walk(object, '', '');
  return found;
}

function isTemplate(value: object): value is PodTemplate {
  const { spec } = value as Partial<PodTemplate>;
  return spec !== undefined && (Array.isArray(spec.containers) || Array.isArray(spec.initContainers));
}

/**
 * The pod of a template, in a namespace of the test's choice. What a controller adds is put in: an operator's images, and
 * the volumes of a claim template.
 */
export function podOf({ template }: FoundPod, namespace: string): KubeObject {
  const withImage = (container: Container) => ({ image: 'registry.example/operator-default:1', ...container });
  const { containers = [{ name: 'operator' }], initContainers = [], volumes = [], ...spec } = template.spec;
  const mounted = [...containers, ...initContainers].flatMap(({ volumeMounts = [] }) =>
    volumeMounts.map(({ name }) => name),
  );
  const claimed = [...new Set(mounted)].filter((name) => !volumes.some((volume) => volume.name === name));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'admission-check', namespace },
    spec: {
      ...spec,
      containers: containers.map(withImage),
      initContainers: initContainers.map(withImage),
      volumes: [...volumes, ...claimed.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }))],
    },
  };
}
