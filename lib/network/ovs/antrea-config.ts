export interface AntreaAgentSettings {
  readonly mtu: number;
  readonly port: number;
}

/**
 * Configuration of the agents, in place of upstream's, which spells the defaults out: what is left out here is the
 * same (antrea-io/antrea cmd/antrea-agent/options.go@v2.7.0). The agent ignores keys that it does not know, so they
 * must be spelled as in pkg/config/agent/config.go. AntreaProxy serves pods and kube-proxy the hosts: no serviceCIDR.
 */
export function renderAgentConfig({ mtu, port }: AntreaAgentSettings): string {
  return ['trafficEncapMode: encap', 'tunnelType: geneve', `tunnelPort: ${port}`, `defaultMTU: ${mtu}`, ''].join('\n');
}
