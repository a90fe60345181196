import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { Deployment, image } from '../../../core';
import { GROUP_PORT, PATHS, USER } from '../names';
import { hostsOf } from '../settings';
import { bindTo, tolerationsOf } from './affinity';
import { type Members, REASON } from './members';

/**
 * A vote without data, on a host of its own. It sees every write (MariaDB documentation, "Galera Arbitrator"), so it has a
 * certificate as the servers do. Its folder is empty at each start: with a view from before it would be somebody else.
 */
export function runArbitrator(scope: Construct, { name, environment, settings }: Members): void {
  const { arbitrator, namespace, hosts } = settings;
  if (arbitrator === undefined) return;
  const peers = hostsOf(environment, hosts).map(({ address }) => `${address}:${GROUP_PORT}`);
  const options = [
    `gmcast.listen_addr=ssl://0.0.0.0:${GROUP_PORT}`,
    'base_host=$(ADDRESS)',
    `base_port=${GROUP_PORT}`,
    `socket.ssl_ca=${PATHS.tls}/ca.crt`,
    `socket.ssl_cert=${PATHS.tls}/tls.crt`,
    `socket.ssl_key=${PATHS.tls}/tls.key`,
    'pc.wait_prim_timeout=PT24H',
  ];
  const { apiObject } = new Deployment(scope, 'arbitrator', {
    name: `${name}-arbitrator`,
    namespace,
    recreate: true,
    user: USER,
    privilege: { reason: REASON },
    tolerations: tolerationsOf(hostsOf(environment, [arbitrator])),
    containers: [
      {
        name: 'garbd',
        image: image('garbd'),
        command: ['garbd'],
        args: [
          `--name=${name}-arbitrator`,
          `--group=${name}`,
          `--address=gcomm://${peers.join(',')}`,
          `--options=${options.join(';')}`,
          '--workdir=/run/garbd',
        ],
        env: [{ name: 'ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }],
        ports: [{ name: 'group', containerPort: GROUP_PORT, hostPort: GROUP_PORT, protocol: 'TCP' }],
        mounts: [
          { name: 'tls', mountPath: PATHS.tls, readOnly: true },
          { name: 'run', mountPath: '/run/garbd' },
        ],
        cpu: Cpu.millis(100),
        cpuLimit: Cpu.units(1),
        memory: Size.mebibytes(256),
      },
    ],
    volumes: [
      { name: 'tls', secret: { secretName: `${name}-tls`, defaultMode: 0o440 } },
      { name: 'run', emptyDir: {} },
    ],
  });
  bindTo(apiObject, [arbitrator]);
}
