import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Host } from 'tripod-iac';
import { HOST_NAMESPACES, Namespaces } from '../../drills/world/network/namespaces';
import { type Outcome, run } from '../../drills/world/process/run';
import { SYSTEM } from './stand-ins';

/** What all hosts of a room share. */
interface Place {
  /** Folder that every host sees. */
  readonly folder: string;
  /** Port of every sshd. */
  readonly port: number;
}

/** Folders that a host has for itself; of all else it sees what this machine has. */
const PRIVATE = ['etc', 'var', 'root', 'usr/libexec', 'usr/local'];

/** The life of a host: its folders, its name, its address and its system commands; then nothing but to be there. */
const LIVE = `
set -e
mount --make-rprivate /
mkdir -p "$disk"
mount -t tmpfs tmpfs "$disk"
for top in ${PRIVATE.join(' ')}; do
  mkdir -p "$disk/$top" "$disk/.work/$top"
  mount -t overlay overlay -o "lowerdir=/$top,upperdir=$disk/$top,workdir=$disk/.work/$top" "/$top"
done
mount -t tmpfs tmpfs /run
mkdir -p /run/sshd /run/ssh
cp /usr/sbin/sshd /run/ssh/sshd
cp "$ROOM/keys/$name" /run/ssh/key
cat >/run/ssh/config <<END
HostKey /run/ssh/key
AuthorizedKeysFile $ROOM/user.pub
PermitRootLogin prohibit-password
PasswordAuthentication no
StrictModes no
UsePAM no
PidFile none
SetEnv ROOM=$ROOM FAKE=/run/fake PATH=/run/own:/run/fake/bin:/run/tools
END
hostname "$name"
ip link set lo up
ip link add bond0 type veth peer name wire
ip address add "$address/32" dev bond0
ip link set bond0 up
${SYSTEM}
echo ready
while :; do /bin/sleep 3600 & wait; done
`;

/** A host with a real sshd, at its own loopback address: a connection to it ends in a namespace that is the host. */
export class TestHost {
  static async start(host: Host, { folder, port }: Place): Promise<TestHost> {
    const env = { disk: `${folder}/disks/${host.name}`, name: host.name, address: host.address, ROOM: folder };
    const namespaces = await Namespaces.hold([...HOST_NAMESPACES, 'sh', '-c', LIVE], { depth: 1, env });
    const server = createServer();
    const started = new TestHost(host, namespaces, server, env);
    server.on('connection', (socket) => started.answer(socket));
    server.listen(port, host.address);
    await once(server, 'listening');
    return started;
  }

  private readonly sessions = new Set<ChildProcess>();

  private constructor(
    readonly host: Host,
    private readonly namespaces: Namespaces,
    private readonly server: Server,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Runs a script on the host, without SSH. */
  run(script: string): Promise<Outcome> {
    return run([...this.enter, 'sh', '-c', script], { env: this.env });
  }

  /** Ends the host and all that runs on it. */
  async stop(): Promise<void> {
    this.server.close();
    await this.namespaces.kill();
    for (const session of this.sessions) session.kill('SIGKILL');
  }

  /** One sshd for one connection, as inetd has it. */
  private answer(socket: Socket): void {
    const [program = '', ...args] = [...this.enter, '/run/ssh/sshd', '-i', '-f', '/run/ssh/config'];
    const session = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.sessions.add(session);
    socket.on('error', () => socket.destroy());
    session.stdin.on('error', () => undefined);
    socket.pipe(session.stdin);
    session.stdout.pipe(socket);
    session.once('close', () => {
      this.sessions.delete(session);
      socket.destroy();
    });
    socket.once('close', () => session.stdin.end());
  }

  private get enter(): readonly string[] {
    return this.namespaces.enter('mount', 'net', 'pid', 'uts');
  }
}
