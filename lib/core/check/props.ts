import { Size, SizeRoundingBehavior } from 'cdk8s';
import { isFields, type Problems } from '../../errors';
import { isObjectName } from './names';

/** Plain parts only: such texts are written into YAML, options of programs and environment variables. */
const HTTPS_URL = /^https:\/\/([a-z0-9.-]+)(:\d{1,5})?(\/(?!\.{1,2}(\/|$))[\w.~-]+)*\/?$/;

/** Whether a text is the https address of a server, without user, query and fragment. */
export function isHttpsUrl(value: unknown): value is string {
  const host = typeof value === 'string' ? HTTPS_URL.exec(value)?.[1] : undefined;
  return isObjectName(host) && URL.canParse(String(value));
}

/** Whether a text is the https address of a server and nothing behind it, as those take it who put a path there themselves. */
export function isEndpoint(value: unknown): value is string {
  return isHttpsUrl(value) && !value.includes('/', 'https://'.length);
}

/** Mebibytes of a Size, also where they are not whole; undefined for anything else. */
export function mebibytesOf(size: unknown): number | undefined {
  return size instanceof Size ? size.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) : undefined;
}

/** Checks what is either so or not, where it is given. */
export function checkSwitch(at: string, value: unknown, fix: string, problems: Problems): boolean {
  const known = value === undefined || typeof value === 'boolean';
  return problems.check(known, { at, got: value, want: 'true or false', fix });
}

/** Checks a size of at least so many GiB, in whole MiB as Kubernetes spells it. */
export function checkSize(at: string, size: unknown, least: number, fix: string, problems: Problems): boolean {
  const mebibytes = mebibytesOf(size);
  return problems.check(Number.isSafeInteger(mebibytes) && (mebibytes ?? 0) >= least * 1024, {
    at,
    got: mebibytes === undefined ? size : `${mebibytes} MiB`,
    want: `a Size of at least ${least} GiB, in whole MiB`,
    fix,
  });
}

/** Checks the reference of a storage class. */
export function checkVolumes(volumes: unknown, what: string, problems: Problems): boolean {
  const name = isFields(volumes) ? volumes['storageClassName'] : undefined;
  return problems.check(isObjectName(name), {
    at: 'volumes',
    got: name ?? (isFields(volumes) ? volumes : undefined),
    want: `a storage class for ${what}`,
    fix: 'pass what the storage component offers, such as `storage.block`',
  });
}
