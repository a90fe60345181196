import type { Size } from 'cdk8s';
import type { StorageClassRef } from '../../core';
import { CONTROLLER, HTTP_PORT, NAMESPACE } from './names';

/** Props after checks and defaults. */
export interface JenkinsSettings {
  readonly url: string;
  readonly volumes: StorageClassRef;
  readonly size: Size;
  readonly agents: number;
  readonly admit: readonly string[];
  readonly updateCenter: string | undefined;
}

/** Jenkins' own update centre. */
export const UPSTREAM = 'https://updates.jenkins.io';

/** Whether an update centre is on the internet: that of Jenkins, by default or by name. */
export function isUpstream(updateCenter = UPSTREAM): boolean {
  return /(^|\.)jenkins\.io$/.test(new URL(updateCenter).hostname);
}

/** `/ci` of `https://bank.example/ci/`: the path under which Jenkins answers; empty for a host of its own. */
export function pathOf(url: string): string {
  return url.replace(/^https:\/\/[^/]*/, '').replace(/\/+$/, '');
}

/** The controller as agents reach it: inside the cluster, past the ingress. */
export function internalUrl(url: string): string {
  return `http://${CONTROLLER}.${NAMESPACE}.svc:${HTTP_PORT}${pathOf(url)}/`;
}
