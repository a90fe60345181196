import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { files, type Rendering } from 'tripod-iac';

/** What a script on a host said, and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Before the script: private copies of the folders that hold host files, a name, an interface with an address. */
const prepare = `
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs "$folder/layers"
for top in etc usr/libexec usr/local var; do
  mkdir -p "$folder/layers/$top/upper" "$folder/layers/$top/work"
  mount -t overlay overlay -o "lowerdir=/$top,upperdir=$folder/layers/$top/upper,workdir=$folder/layers/$top/work" "/$top"
done
mount -t tmpfs tmpfs /run
hostname "$name"
ip link set lo up
ip link add bond0 type veth peer name wire
ip address add "$address/24" dev bond0
ip link set bond0 up
sh "$folder/hosts/_common/install.sh" 2>/dev/null
set +e
`;

/**
 * Runs a shell script on a host of an environment: in namespaces of its own, under the host's name, with its address on
 * the interface `bond0`, after its files were put into place by its own install.sh. Nothing of it is left afterwards.
 */
export function onHost(rendering: Rendering, name: string, script: string): Outcome {
  const host = rendering.environment.hosts.find((candidate) => candidate.name === name);
  if (host === undefined) throw new Error(`no host ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'tripod-host-'));
  try {
    mkdirSync(join(folder, 'layers'));
    for (const { path, text } of files(rendering)) {
      if (!path.startsWith(`hosts/${name}/`) && !path.startsWith('hosts/_common/')) continue;
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    // The process namespace ends everything that the script may have started.
    const flags = ['--net', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const env = { ...process.env, folder, name, address: host.address };
    const run = spawnSync('unshare', [...flags, 'sh', '-c', `${prepare}\n${script}`], { env, encoding: 'utf8' });
    return { code: run.status, output: `${run.stdout}${run.stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
