import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Calico, Component, type Environment, files, render, Stage } from 'tripod-iac';
import { environment } from '../support/bank';

class Files extends Component {
  constructor(scope: Environment) {
    super(scope, 'files', { stage: Stage.HOSTS });
    const host = scope.hosts[0];
    if (host === undefined) throw new Error('no host');
    this.hostFile(host, {
      path: '/etc/kubernetes/kubeadm.yaml',
      content: 'kind: ClusterConfiguration\n',
      mode: '0600',
      owner: `${user}:${group}`,
    });
    this.hostFile(host, {
      path: '/etc/sysctl.d/k8s.conf',
      content: 'net.ipv4.ip_forward = 1\n',
      owner: `${user}:${group}`,
    });
  }
}

const user = userInfo().username;
const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
let folder: string;

/** Runs the script of the host as it lies in the output; what it changes goes to a root of the test's own. */
function install(...args: string[]): string {
  const env = { ...process.env, TRIPOD_ROOT: join(folder, 'root') };
  const { status, stderr } = spawnSync('sh', [join(folder, 'host/install.sh'), ...args], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stderr;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-install-'));
  const production = environment();
  new Calico(production, 'network');
  new Files(production);
  for (const { path, text } of files(render(production)).filter((file) => file.path.startsWith('hosts/'))) {
    const target = join(folder, path.replace(/^hosts\/[^/]+/, 'host'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('install.sh', () => {
  const target = (path: string) => join(folder, 'root', path);

  it('puts files into place with their modes, and a second run changes nothing', () => {
    expect(install().split('\n').filter(Boolean)).toEqual([
      target('etc/kubernetes/kubeadm.yaml'),
      target('etc/sysctl.d/k8s.conf'),
    ]);
    expect(readFileSync(target('etc/kubernetes/kubeadm.yaml'), 'utf8')).toBe('kind: ClusterConfiguration\n');
    expect(statSync(target('etc/kubernetes/kubeadm.yaml')).mode & 0o777).toBe(0o600);
    expect(install()).toBe('');
  });

  it('mends what was changed by hand', () => {
    install();
    writeFileSync(target('etc/sysctl.d/k8s.conf'), 'net.ipv4.ip_forward = 0\n');
    expect(install().trim()).toBe(target('etc/sysctl.d/k8s.conf'));
    expect(readFileSync(target('etc/sysctl.d/k8s.conf'), 'utf8')).toContain('= 1');
  });

  it('only says what it would do in a dry run', () => {
    expect(install('--dry-run')).toContain('kubeadm.yaml');
    expect(existsSync(join(folder, 'root'))).toBe(false);
  });

  it('refuses options that it does not know, and a folder that is not whole', () => {
    expect(() => install('--force')).toThrow(/unknown option --force/);
    rmSync(join(folder, 'host/etc/sysctl.d/k8s.conf'));
    expect(() => install()).toThrow(/k8s\.conf is missing; copy the whole folder again/);
  });

  it('keeps the ending .yaml for Kubernetes objects', () => {
    expect(existsSync(join(folder, 'host/etc/kubernetes/kubeadm.yml'))).toBe(true);
    expect(readFileSync(join(folder, 'host/files.tsv'), 'utf8')).toContain(
      'etc/kubernetes/kubeadm.yml\t/etc/kubernetes/kubeadm.yaml\t0600\t',
    );
  });
});
