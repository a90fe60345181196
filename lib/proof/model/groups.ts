import type { Placement } from '../../core';
import { bodyOf, type Thing } from './model';

/** Placements of what a thing is made of; of an active one and its passive ones, a member on each host. */
export function groupsOf(thing: Thing): readonly Placement[] {
  const body = bodyOf(thing);
  if (body === undefined || body.type === 'alternatives') return [];
  if (body.type === 'active-passive') return body.hosts.map((host) => ({ count: 1, hosts: [host] }));
  return body.groups;
}
