import type { PlanStep, SecretValue } from '../../../core';
import type { Side } from '../holder/side';
import { API_SCRIPT } from '../scripts/paths';
import { AGENT, CLOSED_UNIT, GUARD_UNIT } from './units';

const UNITS = 'tripod-closed.service tripod-guard.service';

/** The first is not started anew, since the kubelet would be with it. */
const START = 'systemctl start tripod-closed.service && systemctl restart tripod-guard.service';

export interface GuardProps {
  readonly side: Side;
  /** Whether it is the side that serves from the beginning. */
  readonly serves: boolean;
  /** Secret of the key by which guards ask the witness, and the file that has it on every master. */
  readonly key: SecretValue;
  readonly secretFile: string;
}

/**
 * Puts the guards in place, one master after the other: each closes its API server, and opens it when the witness has
 * confirmed its side. Where it does not open, the step ends there, and the other masters serve.
 */
export function installGuards({ side, serves, key, secretFile }: GuardProps): PlanStep {
  const { masters, machines, environment } = side;
  const each = { name: '$1', address: '$1' };
  const begin = serves ? ` && { [ -s /var/lib/tripod/epoch ] || ${API_SCRIPT} epoch 1; }` : '';
  const opened = serves ? ` && ${API_SCRIPT} await` : '';
  const start = `systemctl daemon-reload && systemctl enable ${UNITS}${begin} && ${START}${opened}`;
  return {
    title: `Put a guard on every master of ${environment.name}: from then on its API is served only while the witness confirms it`,
    commands: [
      '# AGENT is the path of tripod-agent on this machine, as its image has it.',
      'guard_master() {',
      `  { ${machines.pipe(each, `install -D -m 0755 /dev/stdin ${AGENT}`)} < "$AGENT" &&`,
      `    ${machines.pipe(each, `umask 077 && mkdir -p ${folderOf(secretFile)} && cat > ${secretFile}`)} < "$SECRETS/${key.name}" &&`,
      `    ${machines.run(each, start)}; } ||`,
      '    { echo "guard_master: $1 failed, and nothing was done on those after it; see there: journalctl --unit tripod-guard" >&2; return 1; }',
      '}',
      `${masters.map(({ address }) => `guard_master ${address}`).join(' && ')}`,
    ],
  };
}

/** Takes them away again: the API is then served whatever the witness says. */
export function removeGuards({ masters, machines, environment }: Side): PlanStep {
  // Not `--now`: the kubelet would stop with the one of them that it requires.
  const remove = `systemctl disable ${UNITS} && systemctl stop tripod-guard.service && rm -f ${GUARD_UNIT} ${CLOSED_UNIT} && systemctl daemon-reload`;
  return {
    title: `Take the guards of ${environment.name} away, where the pair is given up`,
    when: 'later',
    commands: masters.map((master) =>
      machines.run(master, `${remove} && { [ ! -d /var/lib/etcd/member ] || ${API_SCRIPT} open; }`),
    ),
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
