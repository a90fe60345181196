import { createHash } from 'node:crypto';
import { Duration, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type Environment, selectorLabels, StatefulSet } from '../../../core';
import { memberScript } from '../member/script';
import { GROUP_PORT, GUARD_PORT, MEMBER_SCRIPT, PASSWORDS, PATHS, SQL_PORT, USER } from '../names';
import { hostsOf, type Settings } from '../settings';
import { bindTo, tolerationsOf } from './affinity';
import { agentInstaller, exporter, replicator, server } from './containers';
import { myCnf } from './my-cnf';
import { volumes } from './volumes';

/** Closing, and writing out what is dirty: longer, and recovery does it at the next start. */
const GRACE = Duration.minutes(2);

export const REASON =
  'listens on ports of its hosts: clients and the other city find it by addresses that no name server has to tell';

export interface Members {
  /** `mariadb-ledger`. */
  readonly name: string;
  readonly environment: Environment;
  readonly settings: Settings;
  /** Servers of the other side, asked for once both environments are complete. */
  readonly sources: () => readonly string[];
}

/** `10.10.0.21:3306` of each server. */
export function serversOf({ environment, settings }: Pick<Members, 'environment' | 'settings'>): readonly string[] {
  return hostsOf(environment, settings.hosts).map(({ address }) => `${address}:${SQL_PORT}`);
}

/** The members of a database, their configuration and their names. @returns what their pods are made from, as it is sent */
export function runMembers(scope: Construct, members: Members): object {
  const { name, environment, settings } = members;
  const { namespace, replicas } = settings;
  const fixed = { 'my.cnf': myCnf({ database: name, ...settings }), guard: guardFlags(members) };
  new k8s.KubeConfigMap(scope, 'config', {
    metadata: { name, namespace },
    data: Lazy.any({
      produce: () => ({ ...fixed, [MEMBER_SCRIPT]: script(members), 'exporter.cnf': EXPORTER_CNF }),
    }) as Record<string, string>,
  });
  new k8s.KubeService(scope, 'service', {
    metadata: { name, namespace },
    spec: {
      clusterIp: 'None',
      publishNotReadyAddresses: true,
      selector: selectorLabels(name),
      ports: [{ name: 'sql', port: SQL_PORT }],
    },
  });
  const hosts = hostsOf(environment, settings.hosts);
  const { apiObject } = new StatefulSet(scope, 'members', {
    name,
    namespace,
    serviceName: name,
    replicas,
    // They wait for each other, and are begun by a person.
    parallel: true,
    user: USER,
    privilege: { reason: REASON },
    annotations: { 'tripod/config': createHash('sha256').update(JSON.stringify(fixed)).digest('hex') },
    initContainers: [agentInstaller()],
    containers: [server(settings), replicator(), exporter()],
    claims: [{ name: 'data', size: settings.size, storageClassName: settings.volumes.storageClassName }],
    volumes: volumes(name),
    tolerations: tolerationsOf(hosts),
    terminationGraceSeconds: GRACE.toSeconds(),
  });
  bindTo(apiObject, settings.hosts);
  return (apiObject.toJson() as { readonly spec: { readonly template: object } }).spec.template;
}

/** As the exporter reads it: over the socket, where the user of the system is enough. */
const EXPORTER_CNF = `[client]\nuser = mysql\nsocket = ${PATHS.run}/mysqld.sock\n`;

/** Flags of the guard, one a line. */
function guardFlags({ environment, settings }: Members): string {
  const flags = settings.witness.arguments(environment.name, `${PATHS.keys}/${PASSWORDS.witness}`);
  return `${[...flags, '--metrics', `0.0.0.0:${GUARD_PORT}`].join('\n')}\n`;
}

function script({ name, environment, settings, sources }: Members): string {
  const hosts = hostsOf(environment, settings.hosts);
  return memberScript({
    database: name,
    side: environment.name,
    domain: settings.domain,
    group: settings.replicas > 1 ? hosts.map(({ address }) => `${address}:${GROUP_PORT}`) : [],
    servers: serversOf({ environment, settings }),
    sources: sources(),
  });
}

/** `mariadb-ledger-0`: pods of the members. */
export function podsOf(name: string, replicas: number): readonly string[] {
  return Array.from({ length: replicas }, (_, index) => `${name}-${index}`);
}
