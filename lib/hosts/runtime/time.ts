/** Configuration of chrony, which the bootstrap puts where the host's distribution has it. */
export const CHRONY_PATH = '/etc/tripod/chrony.conf';

/**
 * The bank's time servers, and nobody else: four measurements at once at the start, a jump only within the first three
 * updates, and the hardware clock kept right for the next start. The state lies where Debian and Red Hat keep it.
 */
export function chronyConfig(servers: readonly string[]): string {
  return `${servers.map((server) => `server ${server} iburst`).join('\n')}
driftfile /var/lib/chrony/drift
makestep 1 3
rtcsync
# Only this host may ask.
port 0
`;
}
