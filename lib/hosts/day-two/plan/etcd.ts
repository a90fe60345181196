import type { PlanStep } from '../../../core';
import type { Host } from '../../../landscape';
import { joinFunction, putFunction } from '../../plan/functions';
import type { Settings } from '../../settings/settings';
import { ARGUMENTS, call, tripod, tripodWith } from '../../plan/commands';

/** What etcd on the masters needs now and then, and when one of them is gone. */
export function etcdSteps(settings: Settings): readonly PlanStep[] {
  const { masters, machines, etcd, eventsEtcd } = settings;
  const [first, second] = masters;
  if (first === undefined) return [];
  const kinds = [...(etcd.isExternal ? [] : ['etcd']), ...(eventsEtcd ? ['etcd --events'] : [])];
  return [
    ...(kinds.length === 0
      ? []
      : [
          {
            title:
              'Look after etcd, and give back the disk that deleted keys left: one member after the other, the leader last',
            when: 'later' as const,
            commands: kinds.flatMap((kind) =>
              ['status', 'defrag'].map((command) => tripod(machines, first, `${kind} ${command}`)),
            ),
          },
        ]),
    ...(second === undefined ? [] : [replace(settings, masters.slice(1), first), replace(settings, [first], second)]),
  ];
}

/** The lost member leaves before the new one comes: four with one dead survive no failure more. */
function replace(settings: Settings, lost: readonly Host[], helper: Host): PlanStep {
  const { machines } = settings;
  const names = lost.map(({ name }) => name).join(' or ');
  return {
    title: `Replace ${names}, lost with its disk: by a new machine of the same name and address, through ${helper.name}. Only the line of the lost one`,
    when: 'later',
    commands: [
      putFunction(machines),
      joinFunction(helper, machines, 'master'),
      'replace() {',
      ...forget(settings, helper).map((command) => `  ${command} &&`),
      '    kubectl delete node "$1" --ignore-not-found &&',
      '    put "$1" "$2" &&',
      '    join_master "$1" "$2"',
      '}',
      ...lost.map((host) => call('replace', host)),
    ],
  };
}

/** Commands that take the member of `$1` out, wherever it is one. */
export function forget({ machines, etcd, eventsEtcd }: Settings, helper: Host, rest = ''): readonly string[] {
  return [
    ...(etcd.isExternal ? [] : [tripodWith(machines, helper, 'etcd remove', '$1', rest)]),
    ...(eventsEtcd ? [tripodWith(machines, helper, 'etcd --events remove', '$1', rest)] : []),
  ];
}

/** Leads away from a member that goes while it is well. */
export function leave({ machines, etcd }: Settings): readonly string[] {
  return etcd.isExternal ? [] : [tripod(machines, ARGUMENTS, 'etcd move-leader')];
}
