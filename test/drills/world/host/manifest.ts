import { parse } from 'yaml';
import type { Loose } from '../../../support/objects';

/** A container of a static pod, as far as a process needs to know it. */
export interface ContainerSpec {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface PodSpec {
  readonly name: string;
  /** Seconds between the request to end and the kill. */
  readonly grace: number;
  readonly containers: readonly ContainerSpec[];
  /** Folders of the host that are made where they are missing. */
  readonly folders: readonly string[];
}

/** Kubernetes' own default of terminationGracePeriodSeconds. */
const GRACE = 30;

/**
 * Reads the manifest of a static pod.
 * @throws where a process could not stand for it: no command, or a folder of the host under another path
 */
export function podOf(text: string): PodSpec {
  const pod: Loose = parse(text);
  const volumes: readonly Loose[] = pod.spec.volumes ?? [];
  const containers = pod.spec.containers.map((container: Loose): ContainerSpec => {
    const command = [...(container.command ?? []), ...(container.args ?? [])];
    if (command.length === 0) throw new Error(`${pod.metadata.name}/${container.name} has no command`);
    for (const { name, mountPath } of container.volumeMounts ?? []) {
      const path = volumes.find((volume) => volume.name === name)?.hostPath?.path;
      if (path !== mountPath)
        throw new Error(`${pod.metadata.name}/${container.name}: ${path} is seen as ${mountPath}`);
    }
    const env = (container.env ?? []).map(({ name, value }: Loose) => [name, value ?? '']);
    return { name: container.name, command, env: Object.fromEntries(env) };
  });
  return {
    name: pod.metadata.name,
    grace: pod.spec.terminationGracePeriodSeconds ?? GRACE,
    containers,
    folders: volumes
      .filter(({ hostPath }) => hostPath?.type === 'DirectoryOrCreate')
      .map(({ hostPath }) => hostPath.path),
  };
}
