import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Rendering } from 'tripod-iac';
import { binary } from '../../cluster/harness';
import { projectRoot } from '../../cluster/harness/project-root';
import { hostFiles } from '../world';

/** What ran, as it says itself. */
export function versions(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return {
    Tripod: manifest.version,
    etcd: first(said(binary('etcd'), '--version')),
    'kube-apiserver': first(said(binary('kube-apiserver'), '--version')),
    kubeadm: first(said(binary('kubeadm'), 'version', '--output', 'short')),
    haproxy: first(said('haproxy', '-v')),
    keepalived: first(said('keepalived', '--version')),
    kernel: `${release()} ${arch()}`,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
  };
}

/** Begin of the SHA-256 of all files of the hosts, paths included: tells two sets apart, on any machine. */
export function fingerprint(rendering: Rendering): string {
  const hash = createHash('sha256');
  for (const { path, text } of hostFiles(rendering)) hash.update(`${path}\0${text}\0`);
  return hash.digest('hex').slice(0, 16);
}

function said(program: string, ...args: readonly string[]): string {
  // keepalived says it as a complaint.
  return execFileSync('sh', ['-c', 'exec "$0" "$@" 2>&1', program, ...args], { encoding: 'utf8' });
}

function first(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
