import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Fence, files, Lasting, MariaDb, type MariaDbProps, render, RookCeph, SecretValue, Witness } from 'tripod-iac';
import { bank } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { type Loose, object, objects } from '../../support/objects';
import { BLOCK, ledger, ledgers, sides, witness } from './ledgers';

const script = (of: MariaDb): string => object(of, 'ConfigMap').data['member.sh'];
const pod = (of: MariaDb): Loose => object(of, 'StatefulSet').spec.template.spec;
const hostsOf = (of: MariaDb): Loose =>
  pod(of).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0];

describe('a server', () => {
  it('starts closed, below its guard, which has the flags of the witness', () => {
    const { data } = object(ledger(), 'ConfigMap');
    expect(data['my.cnf']).toContain('\nread_only = ON\n');
    expect(data['my.cnf']).toContain('\nskip_name_resolve = ON\n');
    expect(data['guard'].split('\n')).toEqual([
      ...['--witness', '192.0.2.1:53', '--witness', '192.0.2.2:53', '--witness', '192.0.2.3:53'],
      ...['--record', '_epoch.pair.prod.bank.example.', '--self', 'production', '--lease', '10s', '--poll', '1s'],
      ...['--close-limit', '3s', '--tsig-name', 'tripod-guard', '--tsig-algorithm', 'hmac-sha256'],
      ...['--tsig-secret-file', '/etc/tripod/keys/witness-secret', '--metrics', '0.0.0.0:9406', ''],
    ]);
    expect(pod(ledger()).containers[0].command).toEqual(['bash', '/etc/tripod/mariadb/member.sh', 'start']);
  });

  it('is found at the address of its host', () => {
    const one = ledger();
    expect(one.addresses).toEqual([
      `${bank.site('sh-a').hosts.find(({ roles }) => roles.includes('worker'))?.address}:3306`,
    ]);
    expect(hostsOf(one)).toEqual({ key: 'kubernetes.io/hostname', operator: 'In', values: one.settings.hosts });
    expect(pod(one).containers[0].ports).toContainEqual({
      name: 'sql',
      containerPort: 3306,
      hostPort: 3306,
      protocol: 'TCP',
    });
  });

  it('is not started anew by a probe, which would end a transfer', () => {
    for (const container of pod(ledger()).containers) {
      expect(container).not.toHaveProperty('livenessProbe');
      expect(container).not.toHaveProperty('startupProbe');
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
      });
    }
    expect(pod(ledger()).securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 999, fsGroup: 999 });
  });

  it('tolerates the taints of the hosts that it is given', () => {
    const host = bank.site('sh-a').hosts.find(({ roles }) => roles.includes('storage'))?.name ?? '';
    expect(pod(ledger({ hosts: [host] })).tolerations).toEqual([
      { key: 'tripod/storage', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  it('holds no secret in a text', () => {
    expect(objects(ledger()).filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(
      ledger()
        .node.findAll()
        .map(({ node }) => node.id),
    ).toEqual(expect.arrayContaining(['passwords', 'tls']));
  });
});

describe('a group', () => {
  it('stands evenly in both sites, with a vote at a third one where it needs that', () => {
    const two = ledger({ replicas: 2 });
    expect(hostsOf(two).values.map((name: string) => name.slice(0, 4))).toEqual(['sh-a', 'sh-b']);
    expect(two.settings.arbitrator).toMatch(/^sh-w/);
    expect(object(two, 'Deployment').spec.template.spec.containers[0].args).toEqual([
      '--name=mariadb-ledger-arbitrator',
      '--group=mariadb-ledger',
      expect.stringMatching(/^--address=gcomm:\/\/10\.10\.0\.\d+:4567,10\.11\.0\.\d+:4567$/),
      expect.stringContaining('--options=gmcast.listen_addr=ssl://0.0.0.0:4567;base_host=$(ADDRESS);'),
      '--workdir=/run/garbd',
    ]);
    expect(object(two, 'ConfigMap').data['my.cnf']).toContain('wsrep_gtid_mode = ON\nwsrep_gtid_domain_id = 1\n');
    expect(object(two, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  it('counts its votes for the proof', () => {
    const [votes] = ledger({ replicas: 4 }).facts as Loose[];
    expect(votes).toMatchObject({ type: 'voters', of: 'mariadb-ledger', membership: 'following' });
    expect(votes.groups).toHaveLength(5);
    expect(votes.groups[4]).toMatchObject({ data: false });
  });

  it('of three in one site needs no vote from outside', () => {
    const alone = new MariaDb(sides()[1], 'ledger', { witness: witness(), volumes: BLOCK, replicas: 3 });
    expect(alone.settings.arbitrator).toBeUndefined();
  });
});

describe('two cities', () => {
  it('know the addresses of each other, and write in domains of their own', () => {
    const { ledger: here, copy } = ledgers({ replicas: 2 });
    expect(script(here)).toContain(`"\${SOURCES=${copy.addresses.join(' ')}}"`);
    expect(script(copy)).toContain(`"\${SOURCES=${here.addresses.join(' ')}}"`);
    expect([here.gtidDomain, copy.gtidDomain]).toEqual([1, 2]);
    expect([here.other, copy.other, here.follower]).toEqual([copy, here, copy]);
  });

  it('tell the proof what may be lost: what has not arrived, and what a side that is cut off still acknowledges', () => {
    const { ledger: here } = ledgers({ lag: Duration.seconds(3) }, { lag: Duration.seconds(3) });
    expect(here.facts).toContainEqual({
      type: 'async-copy',
      of: 'mariadb-ledger',
      to: 'hf-a',
      interval: Duration.millis(0),
      transfer: Duration.seconds(17),
    });
  });

  it('are told of when the copy is half of the loss behind', () => {
    const { copy } = ledgers({}, { rpo: Duration.minutes(2) });
    expect(copy.alerts.map(({ name }) => name)).toEqual([
      'MariaDbLedgerBehind',
      'MariaDbLedgerUnguarded',
      'MariaDbLedgerBroken',
    ]);
    expect(copy.alerts[0]?.expression).toMatch(/ > 60$/);
  });

  it('are watched where the operator of Prometheus is', () => {
    const watched = ledger({}, { prometheusOperator: true });
    expect(object(watched, 'PodMonitor').spec.podMetricsEndpoints).toEqual([{ port: 'guard' }, { port: 'exporter' }]);
    expect(objects(ledger()).map(({ kind }) => kind)).not.toContain('PodMonitor');
  });
});

describe('what plans do', () => {
  const { ledger: here, copy } = ledgers({ replicas: 2 }, { rpo: Duration.minutes(1) });
  const all = (of: MariaDb) => [
    ...of.holder.look(),
    ...of.holder.close(),
    ...of.holder.open(Fence.executed()),
    ...of.holder.rescue(),
    ...of.holder.rebuild(),
    ...of.holder.verify(),
  ];

  it('is made of steps with names of their own, in both directions', () => {
    const ids = ['look-at', 'close', 'drain', 'open', 'rescue', 'rebuild', 'verify'];
    for (const side of [here, copy])
      expect(all(side).map(({ id }) => id)).toEqual(ids.map((id) => `${id}-mariadb-ledger`));
  });

  it('reads the old side only where that was stopped by command', () => {
    expect(copy.holder.open(Fence.self()).map(({ id }) => id)).toEqual(['open-mariadb-ledger']);
    expect(copy.holder.open(Fence.executed())[0]?.commands.join('\n')).toContain('others=(production/mariadb-ledger-0');
  });

  it('counts the loss by the heartbeat, up to the moment of the loss', () => {
    expect(copy.holder.open(Fence.self())[0]?.loses?.at(-1)).toBe('on_member "$at" lag "$LOST_AT"');
  });

  it('lets all but the first of a group take their data from it', () => {
    const lines = here.holder.rebuild()[0]?.commands ?? [];
    const accepted = lines.indexOf('on_member production/mariadb-ledger-0 accept');
    expect(lines.indexOf('on_member production/mariadb-ledger-1 join')).toBeGreaterThan(accepted);
    expect(lines.join('\n')).toMatch(/replicas=0; fi[\s\S]*replicas=1; fi/);
  });

  it('says why what was opened is not undone', () => {
    expect(copy.holder.open(Fence.self())[0]?.undo).toBeInstanceOf(Lasting);
  });

  it('promises no less than the copy loses', () => {
    expect(copy.holder).toMatchObject({ name: 'mariadb-ledger', side: 'remote-dr', rpo: Duration.minutes(1) });
    expect(here.holder.rpo).toEqual(Duration.seconds(16));
    expect(here.holder.closesWithin).toEqual(Duration.seconds(14));
  });

  it('takes as long as the link needs for a copy', () => {
    const [big, small] = [Size.gibibytes(100), Size.gibibytes(10)].map(
      (size) => ledgers({}, { size }).copy.holder.rebuild()[0]?.time.toSeconds() ?? 0,
    );
    expect(big! - 60).toBeCloseTo(10 * (small! - 60), -2);
  });
});

describe('its props', () => {
  it('each change what is made', () => {
    const [host] = bank.site('sh-b').hosts.filter(({ roles }) => roles.includes('worker'));
    const voter = bank.site('sh-w').hosts.find(({ roles }) => roles.includes('control-plane'))?.name ?? '';
    const [production, remote] = sides();
    const given = { witness: witness(), volumes: BLOCK };
    const variants: Required<MariaDbProps> = {
      needs: [new RookCeph(remote, 'storage', { sharedFilesystem: false, objectStore: false })],
      witness: Witness.dns({
        zone: 'x.example',
        servers: [{ name: 'a', address: '192.0.2.9' }],
        key: SecretValue.from('k'),
        keyName: 'k',
      }),
      volumes: { storageClassName: 'fast', shared: false },
      size: Size.gibibytes(7),
      follows: new MariaDb(production, 'ledger', given),
      replicas: 2,
      hosts: [host?.name ?? ''],
      arbitrator: voter,
      rpo: Duration.minutes(9),
      lag: Duration.seconds(5),
      binlogs: Duration.days(3),
      domain: 7,
      namespace: 'other',
      cpu: Cpu.units(3),
      memory: Size.gibibytes(3),
    };
    const shown = (of: MariaDb) => [objects(of), of.facts, of.alerts, of.needs.length, of.steps];
    const make = (props: Partial<MariaDbProps>) => {
      if (props.needs !== undefined || props.follows !== undefined) {
        const [from, to] = props.follows === undefined ? [remote, remote] : sides();
        const first = new MariaDb(from, props.follows === undefined ? 'first' : 'ledger', given);
        const more = props.follows === undefined ? props : { follows: first, witness: given.witness };
        const second = new MariaDb(to, props.follows === undefined ? 'ledger' : 'ledger', { ...given, ...more });
        return [shown(second), second.needs.length];
      }
      const arbitrated = props.arbitrator === undefined ? {} : { replicas: 2 };
      return shown(ledger({ ...arbitrated, ...props }));
    };
    expect(propsWithoutEffect(make, variants)).toEqual([]);
  });
});

it('renders the same once more, and tells what must be there', () => {
  const made = () => {
    const { from } = ledgers({ replicas: 2 });
    return files(render(from)).map(({ path, text }: Loose) => [path, String(text)]);
  };
  expect(made()).toEqual(made());
  expect(ledger().prerequisites.join('\n')).toMatch(/subjectAltName[\s\S]*READ ONLY ADMIN/);
});

it('needs hosts of its own beside another database', () => {
  const [production] = sides();
  const given = { witness: witness(), volumes: BLOCK };
  new MariaDb(production, 'ledger', given);
  new MariaDb(production, 'cards', given);
  expect(() => render(production)).toThrow(/production\/cards {2}hosts: got sh-a.*, where ledger stands too/);
});
