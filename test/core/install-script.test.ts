import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Calico, Component, type Environment, files, render, Stage } from 'tripod-iac';
import { environment } from '../support/bank';

const user = userInfo().username;
const owner = `${user}:${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}`;

/** Two hosts that share one file and have one of their own. */
class Files extends Component {
  constructor(scope: Environment) {
    super(scope, 'files', { stage: Stage.HOSTS });
    for (const host of scope.hosts.slice(0, 2)) {
      this.hostFile(host, {
        path: '/etc/kubernetes/kubeadm.yaml',
        content: `name: ${host.name}\n`,
        mode: '0600',
        owner,
      });
      this.hostFile(host, { path: '/etc/sysctl.d/k8s.conf', content: 'net.ipv4.ip_forward = 1\n', owner });
    }
  }
}

let folder: string;

/** Runs the script as it lies in the output; what it changes goes to a root of the test's own. */
function install(...args: string[]): string {
  const env = { ...process.env, TRIPOD_ROOT: join(folder, 'root') };
  const { status, stdout, stderr } = spawnSync('sh', [join(folder, '_common/install.sh'), ...args], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout + stderr;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-install-'));
  const production = environment();
  new Calico(production, 'network');
  new Files(production);
  for (const { path, text } of files(render(production)).filter((file) => file.path.startsWith('hosts/'))) {
    const target = join(folder, path.replace('hosts/', ''));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('install.sh', () => {
  const target = (path: string) => join(folder, 'root', path);
  const both = () => [target('etc/kubernetes/kubeadm.yaml'), target('etc/sysctl.d/k8s.conf')];

  it('puts files into place with their modes, and a second run changes nothing', () => {
    expect(install('sh-a-master-1').split('\n').filter(Boolean)).toEqual(both());
    expect(readFileSync(target('etc/kubernetes/kubeadm.yaml'), 'utf8')).toBe('name: sh-a-master-1\n');
    expect(statSync(target('etc/kubernetes/kubeadm.yaml')).mode & 0o777).toBe(0o600);
    expect(install('sh-a-master-1')).toBe('');
  });

  it('takes the only host that was copied, and asks where there are several', () => {
    expect(() => install()).toThrow(/name one of the hosts in .*: install\.sh HOST/);
    rmSync(join(folder, 'sh-a-master-2'), { recursive: true });
    expect(install().split('\n').filter(Boolean)).toEqual(both());
  });

  it('mends what was changed by hand', () => {
    install('sh-a-master-1');
    writeFileSync(target('etc/sysctl.d/k8s.conf'), 'net.ipv4.ip_forward = 0\n');
    expect(install('sh-a-master-1').trim()).toBe(target('etc/sysctl.d/k8s.conf'));
    expect(readFileSync(target('etc/sysctl.d/k8s.conf'), 'utf8')).toContain('= 1');
  });

  it('only says what it would do in a dry run', () => {
    expect(install('--dry-run', 'sh-a-master-1')).toContain('kubeadm.yaml');
    expect(existsSync(join(folder, 'root'))).toBe(false);
  });

  it('explains itself', () => {
    expect(install('--help')).toMatch(/^install\.sh \[--dry-run\] \[HOST\]\nPuts the files of HOST into place/);
  });

  it('refuses options and hosts that it does not know, and a folder that is not whole', () => {
    expect(() => install('--force')).toThrow(/unknown option --force/);
    expect(() => install('sh-x')).toThrow(/sh-x has no files\.tsv/);
    rmSync(join(folder, '_common/etc/sysctl.d/k8s.conf'));
    expect(() => install('sh-a-master-1')).toThrow(
      /k8s\.conf is missing; copy the folders _common and sh-a-master-1 again/,
    );
  });
});

describe('the folders of hosts', () => {
  it('hold once what several hosts share, and each its own', () => {
    expect(existsSync(join(folder, '_common/etc/sysctl.d/k8s.conf'))).toBe(true);
    expect(existsSync(join(folder, 'sh-a-master-1/etc/sysctl.d/k8s.conf'))).toBe(false);
    expect(readFileSync(join(folder, 'sh-a-master-1/files.tsv'), 'utf8').split('\n')).toEqual([
      'source\ttarget\tmode\towner',
      `etc/kubernetes/kubeadm.yml\t/etc/kubernetes/kubeadm.yaml\t0600\t${owner}`,
      `../_common/etc/sysctl.d/k8s.conf\t/etc/sysctl.d/k8s.conf\t0644\t${owner}`,
      '',
    ]);
  });

  it('keep the ending .yaml for Kubernetes objects', () => {
    expect(existsSync(join(folder, 'sh-a-master-1/etc/kubernetes/kubeadm.yml'))).toBe(true);
  });
});
