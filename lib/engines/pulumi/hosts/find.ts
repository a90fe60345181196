import { type Bootstrap, type Rendering, type SshAccess, TripodError } from '../../../core';

/** How the hosts of an environment are made, by SSH. */
export interface SshBootstrap extends Bootstrap {
  readonly access: SshAccess;
}

/** @throws TripodError where nothing in the environment makes a cluster, or not over SSH */
export function bootstrapIn({ environment, components }: Rendering): SshBootstrap {
  const found = components.find(({ component }) => component.bootstrap !== undefined)?.component;
  if (found?.bootstrap === undefined) {
    throw new TripodError([
      {
        path: environment.node.path,
        at: 'bootstrap',
        got: 'no component that makes a cluster from hosts',
        want: 'a ControlPlane, or a cluster that is there',
        fix: 'set `tripod:bootstrap` to false, and `tripod:kubeconfig` to the one of the cluster',
      },
    ]);
  }
  const { access } = found.bootstrap;
  if (access === undefined) {
    throw new TripodError([
      {
        path: found.node.path,
        at: 'machines',
        got: 'machines that are not reached by SSH, or must be made first',
        want: 'ExistingMachines',
        fix: 'follow the plan of `cdk8s synth` as far as the kubeconfig, then set `tripod:bootstrap` to false and `tripod:kubeconfig`',
      },
    ]);
  }
  return { ...found.bootstrap, access };
}
