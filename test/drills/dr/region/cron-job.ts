import { renderedObjects, type Rendering } from '../../../../lib/core/render/rendering';
import type { Loose } from '../../../support/objects';

/** A step of a job as a process can stand for it. */
export interface JobStep {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What a pod knows of itself and where it is. */
export interface PodFacts {
  readonly name: string;
  readonly hostIP: string;
  /** Values of secrets by `name/key`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where a path of a container lies on the host: by its mount path. */
  readonly folders: Readonly<Record<string, string>>;
}

/**
 * The containers of a CronJob in the order in which a kubelet runs them, with the argument vectors that were rendered:
 * paths that only a container has are led to folders of the host, all else is as it stands there.
 * @throws where there is no such CronJob, or a variable comes from elsewhere
 */
export function jobSteps(rendering: Rendering, cronJob: string, pod: PodFacts): readonly JobStep[] {
  const found = renderedObjects(rendering).find(
    ({ json }) => (json as Loose).kind === 'CronJob' && (json as Loose).metadata.name === cronJob,
  );
  if (found === undefined) throw new Error(`no CronJob ${cronJob} was rendered`);
  const { initContainers = [], containers } = (found.json as Loose).spec.jobTemplate.spec.template.spec;
  return [...initContainers, ...containers].map((container: Loose): JobStep => {
    const env = Object.fromEntries(
      (container.env ?? []).map((each: Loose) => [each.name, valueOf(each, pod)]),
    ) as Record<string, string>;
    const argv: readonly string[] = [...(container.command ?? []), ...(container.args ?? [])];
    const led = (text: string) => ledTo(expanded(text, env), pod.folders);
    return {
      name: container.name,
      argv: argv.map(led),
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, led(value)])),
    };
  });
}

function valueOf({ name, value, valueFrom }: Loose, pod: PodFacts): string {
  if (valueFrom === undefined) return value ?? '';
  const field = valueFrom.fieldRef?.fieldPath;
  if (field === 'metadata.name') return pod.name;
  if (field === 'status.hostIP') return pod.hostIP;
  const secret = valueFrom.secretKeyRef;
  const known = secret === undefined ? undefined : pod.secrets[`${secret.name}/${secret.key}`];
  if (known === undefined) throw new Error(`${name}: the drill does not know ${JSON.stringify(valueFrom)}`);
  return known;
}

/** As the kubelet does it: `$(NAME)` (kubernetes/kubernetes third_party/forked/golang/expansion@v1.34.4). */
function expanded(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g, (whole, name: string) => env[name] ?? whole);
}

function ledTo(text: string, folders: Readonly<Record<string, string>>): string {
  const mount = Object.keys(folders).find((path) => text === path || text.startsWith(`${path}/`));
  return mount === undefined ? text : `${folders[mount]}${text.slice(mount.length)}`;
}
