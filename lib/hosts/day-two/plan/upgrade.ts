import type { PlanStep } from '../../../core';
import { putFunction } from '../../plan/functions';
import { workersOf } from '../../settings/masters';
import type { Settings } from '../../settings/settings';
import { keptFolder } from '../../scripts/paths';
import { block, type Line, line } from '../../plan/block';
import { ARGUMENTS, call, DRAIN, tripod, UNCORDON } from '../../plan/commands';
import { upgrade } from '../check';

/**
 * One minor further: checks, the control plane of all masters, then every kubelet, drained. No kubelet before the last API
 * server, since it may ask any of them (kubernetes/website content/en/releases/version-skew-policy.md, "kubelet").
 */
export function upgradeSteps(settings: Settings): readonly PlanStep[] {
  const change = upgrade(settings);
  const [first] = settings.masters;
  if (change === undefined || first === undefined) return [];
  const { masters, machines, etcd } = settings;
  const { from, to } = change;
  const others = workersOf(settings);
  const exchange = [
    'kubelet() {',
    `  ${DRAIN} &&`,
    `    ${tripod(machines, ARGUMENTS, 'upgrade kubelet')} &&`,
    `    ${UNCORDON}`,
    '}',
  ];
  const steps = [
    {
      title: `Upgrade from ${from} to ${to}: the checks, before anything changes`,
      commands: [
        // Without the preparation: it would find the packages of the version that still runs.
        putFunction(machines, []),
        ...(etcd.isExternal ? ['# Have those who keep etcd take a snapshot, and copy it away.'] : []),
        '# What /metrics lists is asked for, and goes with the release that stands there: see that nobody needs it.',
        ...block('check_upgrade', [
          line(first, call('put', first)),
          ...snapshot(settings, from),
          line(first, tripod(machines, first, 'upgrade check')),
          { at: 'the nodes', command: 'kubectl wait --for=condition=Ready nodes --all --timeout=60s' },
          {
            at: 'the API',
            command: `asked=$(kubectl get --raw /metrics) && { echo "$asked" | grep '^apiserver_requested_deprecated_apis' || echo none; }`,
          },
        ]),
      ],
    },
    {
      title: `Upgrade from ${from} to ${to}: the control plane, master after master. Until the new API server of ${first.name} is in service, the step after the upgrade leads back; then a minor is not rolled back`,
      commands: block('upgrade_masters', [
        line(first, tripod(machines, first, 'upgrade control-plane')),
        ...masters
          .slice(1)
          .map((host) => line(host, `${call('put', host)} && ${tripod(machines, host, 'upgrade control-plane')}`)),
      ]),
    },
    {
      title: `Upgrade from ${from} to ${to}: the kubelets of the masters, each drained`,
      commands: [
        ...exchange,
        ...block(
          'upgrade_kubelets',
          masters.map((host) => line(host, call('kubelet', host))),
        ),
      ],
    },
    {
      title: `Upgrade from ${from} to ${to}: all other hosts, each drained`,
      commands:
        others.length === 0
          ? []
          : block(
              'upgrade_others',
              others.map((host) => line(host, `${call('put', host)} && ${call('kubelet', host)}`)),
            ),
    },
    {
      title: `Back from ${to} to ${from}, as long as its API server was not in service. After that only the snapshot leads back, restored on all masters under ${from}: all that was written since is lost`,
      commands: [tripod(machines, first, 'upgrade undo')],
    },
  ];
  return steps.filter(({ commands }) => commands.length > 0).map((step) => ({ ...step, when: 'later' as const }));
}

/** A snapshot on the first master, and away from it. */
function snapshot({ environment, etcd, masters: [first], machines }: Settings, from: string): readonly Line[] {
  if (first === undefined || etcd.isExternal) return [];
  const folder = keptFolder(from);
  const pack = machines.run(first, `tar -C ${folder} -cf - snapshot.db snapshot.db.sha256`);
  return [
    line(first, tripod(machines, first, `etcd snapshot ${folder}/snapshot.db`)),
    line(first, `(umask 077 && ${pack} > "$HOME/${environment.name}-etcd-${from}.tar")`),
  ];
}
