import { API_SCRIPT } from '../scripts/paths';

export const AGENT = '/usr/local/bin/tripod-agent';
const UNITS = '/etc/systemd/system';
export const GUARD_UNIT = `${UNITS}/tripod-guard.service`;
export const CLOSED_UNIT = `${UNITS}/tripod-closed.service`;

/** Where scripts write down whose turn a master believes it is. */
const EPOCH_FILE = '/var/lib/tripod/epoch';

/**
 * The guard of a master. Whatever ends it, systemd closes the API server then (`ExecStopPost` runs also after a crash,
 * systemd.service(5)), and starts it again.
 * @param witness flags by which it asks the witness
 */
export function guardUnit(witness: readonly string[]): string {
  const command = [
    ...[AGENT, 'guard', ...witness, 'command', '--epoch-file', EPOCH_FILE],
    ...['--open', `${API_SCRIPT} open`, '--close', `${API_SCRIPT} close`, '--is-closed', `${API_SCRIPT} closed`],
  ];
  return `[Unit]
Description=Keeps the API server of this master closed unless it is the turn of this side
Wants=network-online.target
After=network-online.target containerd.service tripod-closed.service
StartLimitIntervalSec=0

[Service]
ExecStart=${command.map(word).join(' ')}
ExecStopPost=${API_SCRIPT} close
Restart=always
RestartSec=1
# It must act in time also while the host is busy.
Nice=-10
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`;
}

/** What was open when the power went is closed before the kubelet could start it, once after every start of the host. */
export const CLOSED_FIRST = `[Unit]
Description=Takes the API server of this master out of service until its guard opens it
Before=kubelet.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${API_SCRIPT} close

[Install]
RequiredBy=kubelet.service
`;

/** A word of a command line of systemd, which takes `%`, `$` and quotes for its own (systemd.service(5), "COMMAND LINES"). */
function word(text: string): string {
  const literal = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w./:=@%$-]+$/.test(text) ? literal : `"${literal.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
