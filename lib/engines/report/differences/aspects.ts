import { OBJECTIVE_CLASSES, type Objective } from '../../../core';
import type { HostRole, Site } from '../../../landscape';
import { HOST_ROLES } from '../../../landscape';
import type { Proof } from '../../../proof';
import type { Rendering } from '../../../core';
import { classCosts, inFile } from '../../proof';
import { costText } from '../words/cost';
import { promise } from '../words/promise';
import { bytes, count, number, sentence } from '../words/quantity';

/** An environment with its proof. */
export interface Proved {
  readonly rendering: Rendering;
  readonly proof: Proof;
}

/** Something in which environments may differ. */
export interface Aspect {
  readonly group: string;
  readonly name: string;
  readonly of: (proved: Proved) => string;
}

const HOSTS: Readonly<Record<HostRole, string>> = {
  'control-plane': 'Control plane',
  worker: 'Workers',
  storage: 'Storage',
  edge: 'Edge',
  voter: 'Voters',
};

const NONE = '–';

/** What every environment has. */
export const FIXED: readonly Aspect[] = [
  aspect('Environment', 'Tier', ({ environment }) => environment.tier),
  aspect('Environment', 'Distribution', ({ environment }) => String(environment.distribution)),
  aspect('Environment', 'Registry', ({ environment }) => environment.mirror.prefix ?? 'upstream registries'),
  aspect('Environment', 'Air-gapped', ({ environment }) => (environment.airGapped ? 'yes' : 'no')),
  aspect('Environment', 'Secrets', ({ environment }) => environment.secretStore ?? 'made by hand'),
  aspect('Sites and sizes', 'Sites', ({ environment }) => environment.sites.map(siteText).join('; ')),
  aspect('Sites and sizes', 'Hosts', ({ environment }) => number(environment.hosts.length)),
  ...HOST_ROLES.map((role) =>
    aspect('Sites and sizes', `${HOSTS[role]}`, ({ environment }) => number(environment.hostsWith(role).length)),
  ),
  aspect('Sites and sizes', 'CPU threads', ({ environment }) => number(sum(environment.hosts.map(({ cpu }) => cpu)))),
  aspect('Sites and sizes', 'Memory', ({ environment }) =>
    bytes(sum(environment.hosts.map(({ memory }) => memory.toKibibytes() * 1024))),
  ),
  aspect('Sites and sizes', 'Data disks', ({ environment }) => {
    const disks = environment.hosts.flatMap((host) => host.disks);
    return disks.length === 0
      ? NONE
      : `${count(disks.length, 'disk')}, ${bytes(sum(disks.map(({ size }) => size.toKibibytes() * 1024)))}`;
  }),
  ...OBJECTIVE_CLASSES.map((of) =>
    aspect('Objectives', `Any one ${of}`, ({ environment }) => objective(environment.objectives[of])),
  ),
  ...OBJECTIVE_CLASSES.map((of) => ({
    group: 'At worst',
    name: `Any one ${of}`,
    of: ({ proof }: Proved) => {
      const found = classCosts(inFile(proof)).find((each) => each.of === of);
      return found === undefined ? NONE : sentence(costText(found.cost));
    },
  })),
  { group: 'At worst', name: 'Accepted risks', of: ({ proof }) => number(proof.accepted.length) },
];

function aspect(group: string, name: string, of: (rendering: Rendering) => string): Aspect {
  return { group, name, of: ({ rendering }) => of(rendering) };
}

function siteText({ name, role, hosts }: Site): string {
  return `${name} (${role}, ${count(hosts.length, 'host')})`;
}

function objective(demanded: Objective | undefined): string {
  return demanded === undefined ? 'not promised' : sentence(promise(demanded));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
