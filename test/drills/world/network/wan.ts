import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { binary } from '../../../cluster/harness';
import { ENVIRONMENT, must } from '../process/run';
import { prefixOf } from './addresses';
import type { Fabric, Ground } from './fabric';

const DEVICE = 'wan';
/** Number of the routing table that leads into the device. */
const TABLE = 100;

/** The network between sites: the gateway of each, and the program of tools/wan, which delays and drops. */
export class Wan {
  static async create(fabric: Fabric, ground: Ground): Promise<Wan> {
    const { sites } = ground;
    const router = await fabric.guest();
    for (const [index, site] of sites.entries()) await fabric.plug(site.name, router.pid, leg(index));
    const commands = [
      'link set lo up',
      `tuntap add dev ${DEVICE} mode tun`,
      `link set ${DEVICE} up`,
      // What comes from a site goes to the program; what the program lets through finds its leg by the usual table.
      `route add default dev ${DEVICE} table ${TABLE}`,
      ...sites.flatMap(({ subnet, gateway }, index) => [
        `address add ${gateway}/${prefixOf(subnet)} dev ${leg(index)}`,
        `link set ${leg(index)} up`,
        `rule add iif ${leg(index)} lookup ${TABLE}`,
      ]),
    ];
    const forward =
      'for f in all default; do echo 0 >/proc/sys/net/ipv4/conf/$f/send_redirects; done; echo 1 >/proc/sys/net/ipv4/ip_forward';
    await must([...router.enter('net'), 'sh', '-c', forward]);
    await must([...router.enter('net'), 'ip', '-batch', '-'], { input: commands.join('\n') });
    // Entered by its process namespace too, it ends with all else.
    const argv = [...router.enter('net', 'pid', 'mount'), binary('wan'), DEVICE];
    const wan = new Wan(argv);
    for (const { name, subnet } of sites) await wan.tell(`site ${name} ${subnet}`);
    for (const [a, b, rtt] of roundTrips(ground)) await wan.tell(`delay ${a} ${b} ${rtt / 2}ms`);
    return wan;
  }

  private readonly child: ChildProcess;
  private readonly waiting: ((answer: string) => void)[] = [];

  private constructor(argv: readonly string[]) {
    const [program = '', ...args] = argv;
    this.child = spawn(program, args, { env: ENVIRONMENT, detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdin?.on('error', () => undefined); // told by its end
    if (this.child.stdout === null) throw new Error('wan has no output');
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(line));
    this.child.once('exit', (code, signal) => {
      this.waiting.splice(0).forEach((answer) => answer(`error: wan ended: ${signal ?? code}`));
    });
  }

  /** @throws what the program says against it */
  async tell(command: string): Promise<void> {
    const answer = await new Promise<string>((resolve) => {
      if (this.child.exitCode !== null) resolve(`error: wan has ended with ${this.child.exitCode}`);
      this.waiting.push(resolve);
      this.child.stdin?.write(`${command}\n`);
    });
    if (answer !== 'ok') throw new Error(`wan: ${command}: ${answer}`);
  }
}

const leg = (index: number): string => `leg${index}`;

/** Two sites and the milliseconds of their round trip, from the landscape; the rest do not reach each other. */
function roundTrips({ sites, landscape }: Ground): readonly (readonly [string, string, number])[] {
  return sites.flatMap((a, index) =>
    sites.slice(index + 1).flatMap((b) => {
      const rtt = landscape.rtt(a.name, b.name)?.toMilliseconds({ integral: false });
      return rtt === undefined ? [] : [[a.name, b.name, rtt] as const];
    }),
  );
}
