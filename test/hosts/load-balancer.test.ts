import { Duration } from 'cdk8s';
import { takeover } from 'tripod-iac';
import { virtualRouterId } from '../../lib/hosts/load-balancer/vrrp';
import { bank } from '../support/bank';
import { documents, hostFile, rendered } from '../support/control-plane';

const HAPROXY = '/etc/haproxy/haproxy.cfg';
const POD = '/etc/kubernetes/manifests/haproxy.yaml';
const KEEPALIVED = '/etc/keepalived/keepalived.conf';

describe('the load balancer of a master', () => {
  const rendering = rendered();
  const servers = (host: string) =>
    hostFile(rendering, host, HAPROXY)
      .split('\n')
      .filter((line) => line.startsWith('  server '))
      .map((line) => line.trim().split(' ').slice(1).join(' '));

  it('knows the API servers of all sites, and prefers those of its own', () => {
    expect(servers('sh-b-master-2')).toEqual([
      'sh-a-master-1 10.10.0.2:6443 backup',
      'sh-a-master-2 10.10.0.3:6443 backup',
      'sh-b-master-1 10.11.0.2:6443',
      'sh-b-master-2 10.11.0.3:6443',
      'sh-w-master-1 10.12.0.2:6443 backup',
    ]);
    expect(servers('sh-w-master-1').filter((line) => !line.endsWith('backup'))).toEqual([
      'sh-w-master-1 10.12.0.2:6443',
    ]);
  });

  it('is a pod that may do nothing but serve', () => {
    const { containers, ...spec } = documents(rendering, 'sh-a-master-1', POD)[0].spec;
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 99 });
    expect(containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(containers[0].resources).toMatchObject({ requests: expect.anything(), limits: expect.anything() });
  });

  it('comes from the mirror', () => {
    const mirrored = rendered('production', {}, { mirror: 'registry.bank.example/mirror' });
    expect(documents(mirrored, 'sh-a-master-1', POD)[0].spec.containers[0].image).toMatch(
      /^registry\.bank\.example\/mirror\/docker\.io\/library\/haproxy:/,
    );
  });

  it('is started again when its configuration changes, and only then', () => {
    const mark = (host: string, port: number) =>
      documents(rendered('production', { loadBalancerPort: port }), host, POD)[0].metadata.annotations['tripod/config'];
    expect(mark('sh-a-master-1', 8443)).toBe(mark('sh-a-master-2', 8443));
    expect(mark('sh-a-master-1', 8443)).not.toBe(mark('sh-a-master-1', 9443));
  });
});

describe('keepalived', () => {
  it('is started again whenever it ends', () => {
    const unit = hostFile(rendered(), 'sh-a-master-1', '/etc/systemd/system/keepalived.service.d/tripod.conf');
    expect(unit).toMatch(/^StartLimitIntervalSec=0$/m);
    expect(unit).toMatch(/^Restart=always$/m);
  });

  const rendering = rendered();

  it('runs on the masters of sites with a VIP', () => {
    const hosts = rendering.hostFiles.filter(({ file }) => file.path === KEEPALIVED).map(({ file }) => file.host.name);
    expect(hosts).toEqual(['sh-a-master-1', 'sh-a-master-2', 'sh-b-master-1', 'sh-b-master-2']);
  });

  it.each([
    ['sh-a-master-1', 51, 101, '10.10.0.2', '10.10.0.3', '10.10.0.5'],
    ['sh-a-master-2', 51, 100, '10.10.0.3', '10.10.0.2', '10.10.0.5'],
    ['sh-b-master-1', 52, 101, '10.11.0.2', '10.11.0.3', '10.11.0.5'],
  ])('of %s is router %d with priority %d', (host, router, priority, own, peer, vip) => {
    const lines = hostFile(rendering, host, KEEPALIVED)
      .split('\n')
      .map((line) => line.trim());
    for (const line of [
      `virtual_router_id ${router}`,
      `priority ${priority}`,
      `unicast_src_ip ${own}`,
      peer,
      `${vip}/32`,
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.filter((line) => /^10\.1\d\.0\.\d$/.test(line))).toEqual([peer]);
  });

  it('gives every site of the landscape a router of its own', () => {
    const ids = bank.sites.map((site) => virtualRouterId(bank, site.name));
    expect(ids).toEqual([51, 52, 53, 54, 55]);
  });

  it('is the router that it is told to be', () => {
    const given = { 'sh-b': 7 };
    expect(virtualRouterId(bank, 'sh-b', given)).toBe(7);
    expect(virtualRouterId(bank, 'sh-a', given)).toBe(51);
    const config = hostFile(rendered('production', { virtualRouterIds: given }), 'sh-b-master-1', KEEPALIVED);
    expect(config).toContain('  virtual_router_id 7\n');
  });

  it.each([
    [1, 606],
    [2, 610],
    [3, 614],
  ])('moves a VIP of %d masters within 3 s and %d ms', (masters, millis) => {
    expect(takeover(masters)).toEqual({ detection: Duration.seconds(3), switchover: Duration.millis(millis) });
  });
});
