import { Duration } from 'cdk8s';
import type { Problems } from '../../errors';
import { Bandwidth } from '../bandwidth';
import type { LinkDeclaration } from '../declare';
import type { Link, Site } from '../model';
import { checkUnique, isAmount, label } from './shape';

/** Checks that every link joins two known sites once and says how long a round trip takes. */
export function checkLinks(
  links: readonly LinkDeclaration[],
  sites: readonly Site[],
  problems: Problems,
): readonly Link[] {
  const known = sites.map((site) => label(site.name));
  const pairs = links.map((link) => [...ends(link)].sort().join('–'));
  checkUnique(pairs, 'link', problems.below('links'), 'remove all but one of them');
  return links.filter((link) => {
    const [a, b] = ends(link);
    const below = problems.below(`links/${a}–${b}`);
    const unknown = [a, b].filter((name) => !known.includes(name));
    const joined = below.check(unknown.length === 0, {
      at: 'between',
      got: unknown.join(' and '),
      want: `sites of the landscape (${known.join(', ')})`,
      fix: 'correct the name, or declare the site',
    });
    below.check(!joined || a !== b, { at: 'between', got: `${a} twice`, want: 'two sites', fix: 'remove the link' });
    const rtt = link.rtt instanceof Duration ? link.rtt.toMilliseconds({ integral: false }) : undefined;
    const timed = below.check(rtt !== undefined && isAmount(rtt), {
      at: 'rtt',
      got: rtt === undefined ? link.rtt : `${rtt} ms`,
      want: 'the time of a round trip, above 0',
      fix: 'measure it (ping) and set `rtt: Duration.millis(…)`',
    });
    below.check(
      link.bandwidth === undefined || (link.bandwidth instanceof Bandwidth && isAmount(link.bandwidth.bitsPerSecond)),
      {
        at: 'bandwidth',
        got: link.bandwidth instanceof Bandwidth ? link.bandwidth.toString() : link.bandwidth,
        want: 'a Bandwidth above 0',
        fix: 'for example `bandwidth: Bandwidth.gigabits(10)`, or leave it out',
      },
    );
    return joined && timed;
  });
}

function ends(link: LinkDeclaration): readonly [string, string] {
  const between: readonly unknown[] = Array.isArray(link.between) ? link.between : [];
  return [label(between[0]), label(between[1])];
}
