import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { administratorOf, type Credentials } from '../../ha/cluster/credentials';
import type { Access } from '../../ha/writer/client';
import { nameServerDocuments } from 'tripod-iac';
import { allAtOnce, KUBECTL } from '../../world';
import { must } from '../../world/process/run';
import type { Filling } from '../clients/fill';
import { installApplicationEtcd } from './application-etcd';
import { API_NAME, BUCKET } from './environments';
import { PRODUCTION } from './landscape';
import { contents, installDatabase, MEMBER_PROGRAM, sql } from './mariadb';
import { installAuthority, installResolver } from './names';
import type { Region } from './region';
import { KEY_NAME } from './secrets';
import { installOperator, installSshd } from './ssh';
import { installPrograms } from './stand-ins';
import { installStore } from './store';

const FILL = resolve(__dirname, '../clients/fill.ts');
export const NAMESPACE = 'drill';

/** What the drill puts into the clusters before it begins. */
export interface Size {
  /** ConfigMaps of 1.5 KB. */
  readonly objects: number;
  readonly rows: number;
}

/** Name servers, store, and the way by which plans reach hosts. */
export async function buildSurroundings(region: Region): Promise<void> {
  const { witnesses, resolver, store, secrets, operator } = region;
  const { witness, traffic } = region.renderings;
  const documents = nameServerDocuments(witness, ['production', 'remote-dr'], traffic);
  const reached = region.machines.filter((machine) => machine !== resolver && !witnesses.includes(machine));
  await Promise.all(reached.map((machine) => installSshd(machine, secrets)));
  await Promise.all(reached.map((machine) => installPrograms(machine)));
  await installStore(store, region.authority, BUCKET);
  for (const machine of [region.primary, store]) await installApplicationEtcd(machine, region.authority);
  await Promise.all(witnesses.map((machine) => installAuthority(machine, secrets, witness, documents)));
  await installResolver(
    resolver,
    witnesses.map(({ address }) => address),
  );
  await installOperator(store, secrets, reached);
  await Promise.all([...witnesses, resolver, store].map((machine) => machine.boot()));
  // No kubelet runs here: to plans, hosts that are no masters are in the cluster already.
  await Promise.all(
    region.workers.map((machine) => machine.must('mkdir -p /var/lib/tripod && touch /var/lib/tripod/joined')),
  );
  operator.install();
  await begin(region);
}

/** The first epoch, and records that lead to where it is. */
async function begin({ operator, renderings: { witness, traffic } }: Region): Promise<void> {
  for (let tries = 0; ; tries++) {
    const lines = ['set -e', ...witness.begin('production'), ...traffic.begin('production')];
    const { code, output } = await operator.run('production', lines.join('\n'));
    if (code === 0) return;
    if (tries === 10) throw new Error(`the witness did not begin:\n${output}`);
    await new Promise((wake) => setTimeout(wake, 500));
  }
}

/** Masters in the other city that wait, and guards on both sides: by the commands of the installation's own plan. */
export async function buildStandby({ operator, standby, renderings }: Region): Promise<void> {
  await operator.takeKubeconfigs();
  await Promise.all(standby.machines.map((machine) => machine.boot()));
  await operator.step(renderings.standby, /^Make the masters of remote-dr wait/);
  await operator.step(renderings.standby, /^Put a guard on every master/);
  await operator.step(renderings.production, /^Put a guard on every master/);
}

/** All of it. @param say told of each part that is ready */
export async function build(region: Region, size: Size, say: (line: string) => void): Promise<void> {
  await buildSurroundings(region);
  say('name servers, store and resolver are there');
  await buildProduction(region, size);
  say(`production serves, with ${size.objects} objects`);
  await buildDatabases(region, size);
  say(`the database has a copy of its ${size.rows} rows`);
  await buildStandby(region);
  say('the masters of the other city wait, and all have guards');
}

/** Three masters, and what the cluster holds. */
export async function buildProduction(region: Region, { objects }: Size): Promise<void> {
  const { production } = region;
  await allAtOnce(production);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  await production.first.must(`${KUBECTL} apply --filename -`, { input: JSON.stringify(namespace) });
  const access = await accessTo(region, production.layout.landscape.site(PRODUCTION).vip ?? '');
  const filling: Filling = { access, namespace: NAMESPACE, count: objects, size: 1_500 };
  const file = join(region.folder, 'secrets', 'filling.json');
  writeFileSync(file, JSON.stringify(filling), { mode: 0o600 });
  await must([...region.enter(PRODUCTION), process.execPath, '--import', 'tsx', FILL, file], { timeout: 300 });
}

/** A primary with what the bank had, and its copy in the other city: by the commands of the plans. */
export async function buildDatabases(region: Region, { rows }: Size): Promise<void> {
  const { primary, replica, renderings, authority, secrets, operator } = region;
  const secret = secrets.tsigSecret(KEY_NAME);
  await installDatabase(primary, renderings.production, authority, secret);
  await installDatabase(replica, renderings.standby, authority, secret);
  await Promise.all([primary.boot(), replica.boot()]);
  await until('the database to wait', async () => (await primary.run(`${MEMBER_PROGRAM} is waiting`)).code === 0);
  await operator.step(renderings.production, /^Begin mariadb-/);
  await until('the database to open', async () => (await primary.run(`${MEMBER_PROGRAM} is open`)).code === 0);
  await sql(primary, contents(rows));
  await operator.must('remote-dr', ['set -e', ...renderings.rebuild].join('\n'));
}

/** Who an administrator of the API is, at an address of either side. */
export async function accessTo(region: Region, host: string): Promise<Access> {
  const port = Number(region.production.layout.endpoint.split(':')[1]);
  return { host, port, serverName: API_NAME, ...(await administrator(region)) };
}

const known = new WeakMap<Region, Credentials>();

async function administrator(region: Region): Promise<Credentials> {
  const found = known.get(region) ?? (await administratorOf(region.production.first));
  known.set(region, found);
  return found;
}

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await is()) return;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`not within a minute: ${what}`);
}
