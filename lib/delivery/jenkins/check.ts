import { Size, SizeRoundingBehavior } from 'cdk8s';
import type { Problems } from '../../errors';
import { parseCidr } from '../../landscape/cidr';
import type { JenkinsSettings } from './settings';

/** Plain parts only: the text is written into YAML, Java options and environment variables. */
const HTTPS_URL = /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[\w.~-]+)*\/?$/;
const NAMESPACE_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const STORAGE_CLASS_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Checks all props of Jenkins together. */
export function checkJenkins(settings: JenkinsSettings, airGapped: boolean, problems: Problems): void {
  const { url, storageClassName, size, agents, admit, updateCenter } = settings;
  problems.check(typeof url === 'string' && HTTPS_URL.test(url), {
    at: 'url',
    got: url,
    want: 'the https address at which people open Jenkins',
    fix: 'for example `https://jenkins.bank.example/`',
  });
  problems.check(typeof storageClassName === 'string' && STORAGE_CLASS_NAME.test(storageClassName), {
    at: 'volumes',
    got: storageClassName,
    want: 'a storage class for the home of the controller',
    fix: 'pass what the storage component offers, such as `storage.block`',
  });
  problems.check(isHome(size), {
    at: 'size',
    got: size instanceof Size ? `${size.toMebibytes({ rounding: SizeRoundingBehavior.NONE })} MiB` : size,
    want: 'a Size of at least 1 GiB, in whole MiB',
    fix: 'for example `Size.gibibytes(50)`',
  });
  problems.check(Number.isInteger(agents) && agents >= 1, {
    at: 'agents',
    got: agents,
    want: 'a whole number of agents, 1 or more',
    fix: 'leave it out for 10, or set how many builds may run at a time',
  });
  checkAdmitted(admit, problems);
  checkUpdateCenter(updateCenter, airGapped, problems);
}

function isHome(size: unknown): boolean {
  if (!(size instanceof Size)) return false;
  const mebibytes = size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  return Number.isInteger(mebibytes) && mebibytes >= 1024;
}

function checkAdmitted(admit: readonly string[], problems: Problems): void {
  const list: readonly unknown[] = Array.isArray(admit) ? admit : [admit];
  list.forEach((entry, index) =>
    problems.check(Array.isArray(admit) && typeof entry === 'string' && isClient(entry), {
      at: Array.isArray(admit) ? `admit[${index}]` : 'admit',
      got: entry,
      want: 'a list of namespaces and IPv4 blocks',
      fix: "for example `['ingress-nginx', '10.10.0.64/28']`",
    }),
  );
}

function isClient(entry: string): boolean {
  return entry.includes('/') ? parseCidr(entry) !== undefined : NAMESPACE_NAME.test(entry);
}

function checkUpdateCenter(updateCenter: string | undefined, airGapped: boolean, problems: Problems): void {
  problems.check(updateCenter === undefined || (typeof updateCenter === 'string' && HTTPS_URL.test(updateCenter)), {
    at: 'updateCenter',
    got: updateCenter,
    want: 'the https address of a copy of updates.jenkins.io',
    fix: 'for example `https://mirror.bank.example/jenkins`, without update-center.json',
  });
  const upstream = updateCenter === undefined || /^https:\/\/([a-z0-9.-]+\.)?jenkins\.io([:/]|$)/.test(updateCenter);
  problems.check(!airGapped || !upstream, {
    at: 'updateCenter',
    got: updateCenter ?? 'https://updates.jenkins.io by default',
    want: 'a mirror inside the bank, since the environment is air-gapped and plugins are downloaded',
    fix: 'set `updateCenter` to a copy of updates.jenkins.io that pods can reach',
  });
}
