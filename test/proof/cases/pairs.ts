import { Duration } from 'cdk8s';
import { systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { layout } from './layout';

const RFC = 'RFC 9568, 6.1: 3 × advert + (256 − priority) / 256 × advert';
const SEMI = 'MariaDB documentation, "Semisynchronous Replication": after its time-out the primary goes on alone';
const ASYNC = 'measured with MariaDB 10.11: 393 acknowledged rows were lost with an asynchronous primary';
const PROMOTED =
  'measured with MariaDB 10.11: the replica is promoted without what it lacks, and the old primary must be rebuilt';
const a1 = loss.host('a1');

function row(facts: Case['facts'], name: string, failure: Loss, want: Want, source: string): Case {
  const landscape = layout({ a: 3, b: 1 });
  return { name: `${name}: ${failure.name}`, landscape, facts, failure, thing: facts[0]!.of, want, source };
}

const vip = (props: Partial<Parameters<typeof systems.vrrp>[1]> = {}) =>
  systems.vrrp('vip', { hosts: ['a1', 'a2'], ...props });
const HOSTS = ['a1', 'a2', 'a3'];

/** 156/256 = 0.609375 s. */
const addresses = [
  row(vip(), 'VIP of two', a1, auto('degraded', 'safe', 3610), `${RFC}: 3 + 156/256 s, as measured (2.2–2.9 s)`),
  row(vip(), 'VIP of two', loss.host('a2'), auto('degraded', 'safe', 0), `${RFC}: the first holds it`),
  row(vip(), 'VIP of two', a1.and(loss.host('a2')), human('down', 'safe'), RFC),
  row(vip(), 'VIP of two', a1.then(loss.host('a2')), human('down', 'safe'), RFC),
  row(vip(), 'VIP of two', loss.process('keepalived', 'a1'), auto('available', 'safe', 3610), RFC),
  row(vip({ advert: Duration.millis(500) }), 'VIP, advert 0.5 s', a1, auto('degraded', 'safe', 1805), RFC),
  row(vip({ priorities: [200, 128] }), 'VIP, priority 128', a1, auto('degraded', 'safe', 3500), RFC),
  row(vip({ hosts: HOSTS, priorities: [250, 192, 64] }), 'VIP of three', a1, auto('degraded', 'safe', 3250), RFC),
  row(
    vip({ hosts: HOSTS, priorities: [250, 192, 64] }),
    'VIP of three',
    a1.and(loss.host('a2')),
    auto('degraded', 'safe', 3750),
    RFC,
  ),
  row(vip({ hosts: HOSTS }), 'VIP of three', a1.then(loss.host('a2')), auto('degraded', 'safe', 3614), RFC),
];

const PAIR = { primary: 'a1', replica: 'b1' };
const FAILOVER = {
  failover: [
    { name: 'detection', time: Duration.seconds(10) },
    { name: 'promotion', time: Duration.seconds(5) },
  ],
};
const semi = systems.semiSync('db', PAIR);
const semiAuto = systems.semiSync('db', { ...PAIR, ...FAILOVER });
const behind = systems.asyncReplica('db', { ...PAIR, lag: Duration.seconds(2) });
const behindAuto = systems.asyncReplica('db', { ...PAIR, ...FAILOVER, lag: Duration.seconds(2) });

const databases = [
  row(semi, 'semi-sync, by hand', a1, human('down', 'at risk'), SEMI),
  row(
    semi,
    'semi-sync, by hand',
    loss.host('b1'),
    auto('degraded', 'safe', 10_000),
    `${SEMI}; the primary has everything`,
  ),
  row(semi, 'semi-sync, by hand', loss.power('a1'), human('down', 'safe'), 'J2: disks stay'),
  row(semi, 'semi-sync, by hand', a1.and(loss.host('b1')), human('down', 'lost'), SEMI),
  row(semiAuto, 'semi-sync with failover', a1, auto('degraded', 'at risk', 15_000), SEMI),
  row(behind, 'asynchronous, by hand', a1, human('down', 'lost', { loss: 2000 }), ASYNC),
  row(behind, 'asynchronous, by hand', loss.host('b1'), auto('degraded', 'safe', 0), 'the primary has everything'),
  row(behind, 'asynchronous, by hand', loss.power('a1'), human('down', 'safe'), 'J2: disks stay'),
  row(
    behindAuto,
    'asynchronous with failover',
    a1,
    { availability: 'degraded', data: 'lost', loss: 2000, recovery: 'auto', within: 15_000 },
    ASYNC,
  ),
  row(semiAuto, 'semi-sync with failover', loss.power('a1'), auto('degraded', 'at risk', 15_000), PROMOTED),
  row(
    behindAuto,
    'asynchronous with failover',
    loss.power('a1'),
    { availability: 'degraded', data: 'lost', loss: 2000, recovery: 'auto', within: 15_000 },
    PROMOTED,
  ),
  row(
    behindAuto,
    'asynchronous with failover',
    loss.host('b1'),
    auto('degraded', 'safe', 0),
    'J1: the first is active, and has everything',
  ),
  row(
    semiAuto,
    'semi-sync with failover',
    loss.power('a1').then(loss.host('b1')),
    human('down', 'lost'),
    'J5: what b1 acknowledged alone is lost',
  ),
  row(behind, 'asynchronous, by hand', a1.and(loss.host('b1')), human('down', 'lost'), 'no copy is left'),
];

export const PAIRS: readonly Case[] = [...addresses, ...databases];
