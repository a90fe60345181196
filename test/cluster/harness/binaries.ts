import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

export type Binary =
  | 'etcd'
  | 'etcdctl'
  | 'etcdutl'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubeadm'
  | 'kubectl'
  | 'kwok'
  | 'pulumi'
  | 'rclone'
  | 'tripod-agent'
  | 'wan';

/** What builds those that `tools/build` does not. */
const BUILDS: Partial<Readonly<Record<Binary, string>>> = {
  kwok: 'tools/pulumi/build',
  pulumi: 'tools/pulumi/build',
  rclone: 'tools/rclone/build',
};

/**
 * Path of a program of the real control plane: in the folder `TRIPOD_BIN` where that is set, else in `tools/bin`.
 *
 * The search path is left out on purpose: a test has to run the version that is pinned, not the one that happens to
 * be installed.
 * @throws if it is not there or may not be run.
 */
export function binary(name: Binary): string {
  const given = process.env.TRIPOD_BIN;
  const build = BUILDS[name] ?? 'tools/build';
  const path = join(given || join(projectRoot, 'tools', 'bin'), name);
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(
      given
        ? `TRIPOD_BIN is ${given}, which has no program ${name}; fix: add it, or unset TRIPOD_BIN and run ${build}`
        : `tools/bin has no ${name}; fix: run ${build}, or set TRIPOD_BIN to a folder that holds it`,
    );
  }
  return path;
}
