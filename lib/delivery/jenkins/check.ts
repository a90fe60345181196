import { isDnsLabel } from '../../core/check/names';
import { checkSize, checkVolumes, isHttpsUrl } from '../../core/check/props';
import { isList, isWhole, type Problems } from '../../errors';
import { parseCidr } from '../../landscape';
import { isUpstream, type JenkinsSettings, UPSTREAM } from './settings';

/** Pods that one cluster carries (kubernetes/website content/en/docs/setup/best-practices/cluster-large.md). */
const MOST_AGENTS = 150_000;

/** Checks all props of Jenkins together. */
export function checkJenkins(settings: JenkinsSettings, airGapped: boolean, problems: Problems): void {
  const { url, volumes, size, agents, admit, updateCenter } = settings;
  problems.check(isHttpsUrl(url), {
    at: 'url',
    got: url,
    want: 'the https address at which people open Jenkins',
    fix: 'for example `https://jenkins.bank.example/`',
  });
  checkVolumes(volumes, 'the home of the controller', problems);
  checkSize('size', size, 1, 'for example `Size.gibibytes(50)`', problems);
  problems.check(isWhole(agents, 1, MOST_AGENTS), {
    at: 'agents',
    got: agents,
    want: 'a whole number of agents, 1 or more',
    fix: 'leave it out for 10, or set how many builds may run at a time',
  });
  checkAdmitted(admit, problems);
  checkUpdateCenter(updateCenter, airGapped, problems);
}

function checkAdmitted(admit: readonly string[], problems: Problems): void {
  const listed = isList(admit);
  const list: readonly unknown[] = listed ? admit : [admit];
  list.forEach((entry, index) =>
    problems.check(listed && typeof entry === 'string' && isClient(entry), {
      at: listed ? `admit[${index}]` : 'admit',
      got: entry,
      want: 'a list of namespaces and IPv4 blocks',
      fix: "for example `['ingress-nginx', '10.10.0.64/28']`",
    }),
  );
}

function isClient(entry: string): boolean {
  return entry.includes('/') ? parseCidr(entry) !== undefined : isDnsLabel(entry);
}

function checkUpdateCenter(updateCenter: string | undefined, airGapped: boolean, problems: Problems): void {
  const readable = problems.check(updateCenter === undefined || isHttpsUrl(updateCenter), {
    at: 'updateCenter',
    got: updateCenter,
    want: 'the https address of a copy of updates.jenkins.io',
    fix: 'for example `https://mirror.bank.example/jenkins`, without update-center.json',
  });
  problems.check(!readable || !/\.json\/*$/i.test(updateCenter ?? ''), {
    at: 'updateCenter',
    got: updateCenter,
    want: 'the address below which update-center.json lies, not that of a file',
    fix: 'leave out the last part of the path',
  });
  problems.check(!readable || !airGapped || !isUpstream(updateCenter), {
    at: 'updateCenter',
    got: updateCenter ?? `${UPSTREAM} by default`,
    want: 'a mirror inside the bank, since the environment is air-gapped and plugins are downloaded',
    fix: 'set `updateCenter` to a copy of updates.jenkins.io that pods can reach',
  });
}
