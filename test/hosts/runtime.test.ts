import { RELEASES } from 'tripod-iac';
import { hostFile, rendered } from '../support/control-plane';

const MIRROR = 'registry.bank.example/mirror';
const HOSTS = '/etc/containerd/certs.d/docker.io/hosts.toml';
const CONFIG = '/etc/containerd/config.toml';

describe('containerd', () => {
  it('asks the mirror, and nobody else when the mirror lacks an image', () => {
    expect(hostFile(rendered('production', {}, { mirror: MIRROR }), 'sh-a-edge-1', HOSTS)).toBe(
      `server = "https://registry.bank.example/v2/mirror/docker.io"
capabilities = ["pull", "resolve"]
override_path = true
`,
    );
  });

  it('asks the same behind an air gap', () => {
    const vendored = new Map([['tigera', { version: RELEASES.tigera.version, definitions: [], objects: [] }]]);
    const gapped = { mirror: MIRROR, airGapped: true, vendored };
    expect(hostFile(rendered('production', {}, gapped), 'sh-a-edge-1', HOSTS)).toBe(
      hostFile(rendered('production', {}, { mirror: MIRROR }), 'sh-a-edge-1', HOSTS),
    );
  });

  it('has mirrors for every registry of the catalogue, on every host', () => {
    const files = rendered('production', {}, { mirror: MIRROR }).hostFiles.map(({ file }) => file);
    const registries = files
      .filter(({ host, path }) => host.name === 'sh-w-voter-1' && path.includes('/certs.d/'))
      .map(({ path }) => path.split('/')[4]);
    expect(registries).toEqual(
      expect.arrayContaining(['docker.io', 'docker.elastic.co', 'quay.io', 'registry.k8s.io']),
    );
    expect(files.filter(({ path }) => path.endsWith('docker.io/hosts.toml'))).toHaveLength(27);
  });

  it('has none without a mirror', () => {
    expect(() => hostFile(rendered(), 'sh-a-edge-1', HOSTS)).toThrow('no /etc/containerd/certs.d');
  });

  it('knows its sandbox image by the tag that kubeadm pulls, also from the mirror', () => {
    expect(hostFile(rendered(), 'sh-a-edge-1', CONFIG)).toContain("sandbox = 'registry.k8s.io/pause:3.10.1'");
    expect(hostFile(rendered('production', {}, { mirror: MIRROR }), 'sh-a-edge-1', CONFIG)).toContain(
      `sandbox = '${MIRROR}/registry.k8s.io/pause:3.10.1'`,
    );
  });
});

describe('the time', () => {
  const CHRONY = '/etc/tripod/chrony.conf';

  it('comes from the servers of the bank, and from nobody else', () => {
    const text = hostFile(
      rendered('production', { timeServers: ['ntp1.bank.example', '10.0.0.9'] }),
      'sh-w-voter-1',
      CHRONY,
    );
    expect(text.split('\n').filter((line) => /^(server|pool|peer)/.test(line))).toEqual([
      'server ntp1.bank.example iburst',
      'server 10.0.0.9 iburst',
    ]);
  });

  it('is left to the hosts without any', () => {
    expect(() => hostFile(rendered(), 'sh-w-voter-1', CHRONY)).toThrow(`no ${CHRONY}`);
  });
});
