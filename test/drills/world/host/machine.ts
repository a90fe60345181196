import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host, Site } from 'tripod-iac';
import { prefixOf } from '../network/addresses';
import { addressed, type Fabric } from '../network/fabric';
import { HOST_NAMESPACES, Namespaces } from '../network/namespaces';
import { type Outcome, run, type RunOptions } from '../process/run';
import { Keepalived } from './keepalived';
import { Pods } from './pods';
import { standIns } from './stand-ins';
import { Services } from './services';
import type { Supervised } from './supervised';
import { type Unit, Units } from './units';

/** A program that a host keeps alive: a container of a static pod by its name, or keepalived. */
export type ProcessName =
  'etcd' | 'etcd-events' | 'haproxy' | 'keepalived' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler';

export interface MachineProps {
  readonly fabric: Fabric;
  readonly host: Host;
  readonly site: Site;
  readonly nic: string;
  /** Text of /etc/hosts. */
  readonly names: string;
  /** Search path of containers. */
  readonly path: string;
  readonly log: (line: string) => void;
  /** Address of the resolver it asks for what is not in its /etc/hosts. @default - it has none, and is refused at once */
  readonly resolver?: string;
  /** Folder with the files of hosts, as they are handed over. @default - it is given none */
  readonly files?: string;
  /** Programs that run from its boot on. @default none */
  readonly units?: readonly Unit[];
}

/** Folders that a host has for itself; of all else it sees what this machine has. */
const PRIVATE = ['etc', 'var', 'usr/libexec', 'usr/local'];

/** The life of a host: its folders, its name, no way to change the kernel of all, and then nothing but to be there. */
const LIVE = `
set -eu
mount --make-rprivate /
for top in ${PRIVATE.join(' ')}; do
  mkdir -p "$disk/$top" "$disk/.work/$top"
  mount -t overlay overlay -o "lowerdir=/$top,upperdir=$disk/$top,workdir=$disk/.work/$top" "/$top"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/lock /run/tripod-world
echo up >/run/tripod-world/kubelet
for part in kernel vm fs; do
  mount --bind "/proc/sys/$part" "/proc/sys/$part"
  mount -o remount,bind,ro "/proc/sys/$part"
done
hostname "$name"
echo ready
# It waits for whoever lost its parent, as the first process of a system does.
while :; do sleep 3600 & wait; done
`;

/** One host of the landscape: its processes run, are killed and lose their power; its disk outlives them. */
export class Machine {
  readonly name: string;
  readonly address: string;
  readonly site: string;
  /** Folder for what its processes say. */
  readonly logs: string;
  private readonly disk: string;
  private power: { readonly namespaces: Namespaces; readonly cable: string } | undefined;
  private services:
    | { readonly pods: Pods; readonly keepalived: Keepalived; readonly units: Units; readonly services: Services }
    | undefined;

  constructor(private readonly props: MachineProps) {
    const { fabric, host } = props;
    this.name = host.name;
    this.address = host.address;
    this.site = host.site;
    this.disk = join(fabric.folder, 'disks', host.name);
    this.logs = join(fabric.folder, 'logs', host.name);
    mkdirSync(this.logs, { recursive: true });
  }

  get isOn(): boolean {
    return this.power !== undefined;
  }

  /** Runs a shell script on the host. */
  run(script: string, options: RunOptions = {}): Promise<Outcome> {
    return run(this.command(script), { ...options, env: { HOME: '/var/root', ...options.env } });
  }

  /** What runs a shell script on the host, for whoever listens to it while it runs. */
  command(script: string): readonly string[] {
    return [...this.enter, 'sh', '-c', script];
  }

  /** Runs a shell script that must succeed. @throws with what it said */
  async must(script: string, options: RunOptions = {}): Promise<string> {
    const { code, output } = await this.run(script, options);
    if (code !== 0) throw new Error(`${this.name}: exit code ${code} of: ${script.trim()}\n${output.trimEnd()}`);
    return output;
  }

  /** Turns it on: its network comes up, and nothing else. On a disk that is new the host's files are installed. */
  async powerOn(): Promise<void> {
    if (this.power !== undefined) return;
    const { fabric, nic, site } = this.props;
    const isNew = mkdirSync(this.disk, { recursive: true }) !== undefined;
    const namespaces = await Namespaces.hold([...fabric.inside, ...HOST_NAMESPACES, 'sh', '-c', LIVE], {
      depth: 2,
      env: { disk: this.disk, name: this.name },
    });
    const cable = await fabric.plug(this.site, namespaces.pid, nic);
    this.power = { namespaces, cable };
    await addressed(namespaces, nic, `${this.address}/${prefixOf(site.subnet)}`, site.gateway);
    if (isNew) await this.install();
  }

  /** As after power-on: static pods and keepalived start by themselves, the disk is what it was. */
  async boot(): Promise<void> {
    await this.powerOn();
    if (this.services !== undefined) return;
    const props = {
      host: this.name,
      enter: this.enter,
      root: this.root,
      logs: this.logs,
      path: this.props.path,
      log: this.props.log,
    };
    await Services.beforeKubelet(props);
    const units = new Units(props, this.props.units ?? []);
    this.services = { pods: new Pods(props), keepalived: new Keepalived(props), units, services: new Services(props) };
  }

  /** Loses its power: the link goes down first, so that no packet says so. */
  async powerOff(): Promise<void> {
    if (this.power === undefined) return;
    const { namespaces, cable } = this.power;
    const services = this.services;
    this.power = undefined;
    this.services = undefined;
    await this.props.fabric.unplug(cable);
    // Both are told before, else they would see their processes end and start them again.
    const forgotten = services === undefined ? [] : Object.values(services).map((service) => service.forget());
    await namespaces.kill();
    await Promise.all(forgotten);
  }

  /** A machine without power comes back with an empty disk, on which the host's files were installed. */
  loseDisk(): void {
    if (this.power !== undefined) throw new Error(`${this.name} is on: turn it off before its disk is lost`);
    rmSync(this.disk, { recursive: true, force: true });
  }

  /** A program of `units`, or of a unit that the project installed, while it runs. */
  unit(name: string): Supervised | undefined {
    return this.services?.units.running(name) ?? this.services?.services.unit(name);
  }

  /** Kills one process at once. Its host starts it again, keepalived only where a drop-in of its unit says so. */
  kill(process: ProcessName): void {
    const running = this.running(process);
    if (running === undefined) throw new Error(`${this.name} runs no ${process}`);
    running.kill();
  }

  isRunning(process: ProcessName): boolean {
    return this.running(process) !== undefined;
  }

  /** Whether it holds the VIP of its site now. */
  async holdsVip(): Promise<boolean> {
    const { vip } = this.props.site;
    if (vip === undefined || this.power === undefined) return false;
    const { output } = await run([
      ...this.power.namespaces.enter('net'),
      'ip',
      '-oneline',
      'address',
      'show',
      'to',
      vip,
    ]);
    return output.includes(vip);
  }

  private running(process: ProcessName): Supervised | undefined {
    return process === 'keepalived' ? this.services?.keepalived.running : this.services?.pods.running(process);
  }

  /** On a disk that is new: what the machine's maker and its owner's network give it, then the files of its host. */
  private async install(): Promise<void> {
    const { files, names, path, resolver = '127.0.0.1' } = this.props;
    const write = (target: string, text: string, mode: number) => {
      writeFileSync(join(this.root, target), text, { mode });
    };
    await this.must('mkdir -p "$HOME" /usr/local/bin /usr/local/sbin && rm -f /etc/resolv.conf');
    write('/etc/hosts', names, 0o644);
    // Without a resolver, what is not in /etc/hosts is refused at once, rather than asked of one that no host reaches.
    write('/etc/resolv.conf', `nameserver ${resolver}\n`, 0o644);
    for (const [name, text] of Object.entries(standIns(path))) write(`/usr/local/bin/${name}`, text, 0o755);
    if (files !== undefined) await this.must(`sh '${files}/hosts/_common/install.sh' '${this.name}'`);
  }

  private get enter(): readonly string[] {
    if (this.power === undefined) throw new Error(`${this.name} has no power`);
    return this.power.namespaces.enter('mount', 'net', 'pid', 'uts');
  }

  /** Its root folder, as this machine sees it. */
  private get root(): string {
    if (this.power === undefined) throw new Error(`${this.name} has no power`);
    return `/proc/${this.power.namespaces.pid}/root`;
  }
}
