import { join } from 'node:path';
import { binary } from './binaries';
import type { Endpoint } from './connection';
import { makeCredentials, writeKubeconfig } from './credentials';
import { freePort } from './free-port';
import { Keeper } from './keeper';
import { poll } from './poll';
import { readyEndpoint } from './ready';

export interface ApiServerOptions {
  /** Addresses of Services; two ranges with a comma between them for dual stack. @default '10.96.0.0/16' */
  readonly serviceCidr?: string;
  /** Whether a pod needs its ServiceAccount to exist. @default false, since no controller runs that makes `default` */
  readonly serviceAccountAdmission?: boolean;
  /** Further kube-apiserver flags; of one given twice the last wins. @default [] */
  readonly flags?: readonly string[];
}

/** A running control plane of etcd and kube-apiserver alone: it validates and stores, and nothing acts upon it. */
export interface ApiServer extends Endpoint {
  /** For kubectl and whatever else reads one. */
  readonly kubeconfig: string;
  /** For etcdctl: a Unix socket, so that no other user of the machine can read or write behind the API. */
  readonly etcd: string;
  readonly pids: { readonly etcd: number; readonly apiServer: number };
  /** Kills both, removes all they wrote. What does not call it is cleaned up when the test's process ends. */
  stop(): Promise<void>;
}

/**
 * Starts a fresh, empty API server on a free loopback port; ready in about three seconds on two cores.
 * @throws with the last lines of the logs if it is not ready within 60 s.
 */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const programs = { etcd: binary('etcd'), apiServer: binary('kube-apiserver') };
  const keeper = new Keeper();
  try {
    const port = await freePort();
    const url = `https://127.0.0.1:${port}`;
    const etcd = `unix://${join(keeper.folder, etcdSocket)}`;
    const credentials = makeCredentials(keeper.folder);
    const pids = {
      etcd: keeper.start('etcd', programs.etcd, etcdFlags),
      apiServer: keeper.start('kube-apiserver', programs.apiServer, [
        `--etcd-servers=${etcd}`,
        `--secure-port=${port}`,
        `--cert-dir=${keeper.folder}`,
        `--token-auth-file=${credentials.tokenFile}`,
        `--service-account-key-file=${credentials.serviceAccountKeyFile}`,
        `--service-account-signing-key-file=${credentials.serviceAccountKeyFile}`,
        `--service-cluster-ip-range=${options.serviceCidr ?? '10.96.0.0/16'}`,
        ...(options.serviceAccountAdmission ? [] : ['--disable-admission-plugins=ServiceAccount']),
        ...apiServerFlags,
        ...(options.flags ?? []),
      ]),
    };
    const certificate = join(keeper.folder, 'apiserver.crt');
    const endpoint = await poll(60, () => {
      if (keeper.failure) throw new Error(keeper.failure);
      return readyEndpoint(url, credentials.token, certificate);
    });
    if (!endpoint) throw new Error(['not ready after 60 s', ...logs.map((name) => keeper.lastLines(name))].join('\n'));
    const kubeconfig = writeKubeconfig(keeper.folder, endpoint);
    return { ...endpoint, etcd, kubeconfig, pids, stop: () => keeper.stop() };
  } catch (error) {
    await keeper.stop();
    throw new Error(`the API server did not start: ${(error as Error).message}`, { cause: error });
  }
}

const logs = ['etcd', 'kube-apiserver'];

const apiServerFlags = [
  '--bind-address=127.0.0.1',
  '--advertise-address=127.0.0.1',
  '--endpoint-reconciler-type=none', // endpoints may not be loopback addresses: it would fail again and again
  '--authorization-mode=RBAC',
  '--allow-privileged=true', // as kubeadm sets it: network and storage agents are privileged
  '--service-account-issuer=https://kubernetes.default.svc',
];

// etcd wants the form `host:port` even of a socket, which is then a file of that name in its working folder.
const etcdSocket = 'clients:1';
const etcdFlags = [
  '--name=tripod',
  '--data-dir=etcd',
  `--listen-client-urls=unix://${etcdSocket}`,
  `--advertise-client-urls=unix://${etcdSocket}`,
  '--listen-peer-urls=unix://peers:1',
  '--initial-advertise-peer-urls=unix://peers:1',
  '--initial-cluster=tripod=unix://peers:1',
  '--unsafe-no-fsync', // nobody will miss the data after a power cut
  '--log-level=warn',
];
