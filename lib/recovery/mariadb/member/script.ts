import { ALONE } from './alone';
import { COPY } from './copy';
import { GROUP } from './group';
import { head, type MemberFacts } from './head';
import { INSTALL } from './install';
import { MAIN } from './main';
import { START } from './start';
import { STATE } from './state';
import { TURN } from './turn';

/** The program of a member, in bash, which the image of MariaDB holds: what its pod starts, and what plans ask of it. */
export function memberScript(facts: MemberFacts): string {
  return [head(facts), STATE, START, INSTALL, GROUP, COPY, TURN, ALONE, MAIN].join('\n');
}
