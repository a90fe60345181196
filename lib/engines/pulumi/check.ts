import { fetchedOperators, Problems, type Rendering } from '../../core';
import { reach } from './hosts';
import { type DeployOptions, hostOptions } from './options';
import { secretCommand } from './program/names';

/** @throws TripodError unless there is one way to the cluster */
export function checkAccess({ environment }: Rendering, { kubeconfig, hosts }: DeployOptions): void {
  const problems = new Problems(environment.node.path);
  problems.check((kubeconfig === undefined) !== (hosts === undefined), {
    at: 'kubeconfig',
    got: kubeconfig === undefined ? 'nothing, and no `hosts`' : 'a kubeconfig, and `hosts` beside it',
    want: 'one of them',
    fix: 'pass the `kubeconfig` of a cluster that is there, or `hosts` to make it first',
  });
  problems.throwIfAny();
}

/** @throws TripodError where a cluster is to be made from hosts, and anything of that is missing */
export function checkHosts(rendering: Rendering, options: DeployOptions): void {
  const access = hostOptions(options);
  if (access !== undefined) reach(rendering, access);
}

/** On this door nothing is fetched while objects are applied. @throws TripodError naming every release that is not vendored */
export function checkOperators(rendering: Rendering): void {
  const problems = new Problems('');
  for (const { node, key, release } of fetchedOperators(rendering)) {
    problems.add({
      path: node.path,
      at: 'vendored',
      got: `${release.name} ${release.version}, which would be fetched at every run`,
      want: 'a vendored release',
      fix: `run \`tripod vendor ${key}\`, in an air gap with \`--from FOLDER\``,
    });
  }
  problems.throwIfAny();
}

/** @throws TripodError naming every secret that has no value, with the command that sets it */
export function checkSecrets(rendering: Rendering, values: ReadonlyMap<string, unknown>): void {
  const problems = new Problems('');
  for (const { node, external, later, values: keys, namespace, name: secret } of rendering.secrets) {
    if (external !== undefined || later) continue;
    for (const { name } of Object.values(keys).filter((value) => !values.has(value.name))) {
      problems.add({
        path: node.path,
        at: name,
        got: undefined,
        want: `a value for the Secret ${namespace}/${secret}`,
        fix: secretCommand(name),
      });
    }
  }
  problems.throwIfAny();
}
