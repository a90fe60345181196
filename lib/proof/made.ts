import type { Body, Thing } from './model/model';
import { bodyOf } from './model/model';

/** What a thing is made of, in a phrase: `5 voters, 3 needed`. */
export function madeOf(thing: Thing): string {
  const body = bodyOf(thing);
  return body === undefined ? 'nothing of its own' : sayBody(body);
}

function sayBody(body: Body): string {
  switch (body.type) {
    case 'voters': {
      const votes = body.groups.reduce((sum, { count, votes: each = 1 }) => sum + count * each, 0);
      return `${votes} votes, ${Math.floor(votes / 2) + 1} needed`;
    }
    case 'copies':
      return `${countOf(body.groups)} copies, ${body.minimum} needed`;
    case 'replicas':
      return countOf(body.groups) === 1
        ? '1 server'
        : `${countOf(body.groups)} equal servers, ${body.minimum ?? 1} needed`;
    case 'active-passive':
      return `1 active of ${body.hosts.length}`;
    case 'alternatives':
      return `one of ${body.among.join(', ')}`;
  }
}

function countOf(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}
