import { isFields, isListOf, isText, isWhole, Problems } from '../../errors';
import { HOST_ROLES, type Disk, type Host, type Site, SITE_ROLES } from '../model';
import { isSize } from './hosts';
import { checkName } from './shape';

type Unknown<T> = Readonly<Partial<Record<keyof T, unknown>>>;

/** Whether a value is a site as a landscape has them, as far as others build on it. */
export function isSite(value: unknown): value is Site {
  if (!isFields(value)) return false;
  const { name, city, role, hosts }: Unknown<Site> = value;
  const named = [name, city].every((text) => checkName(text, new Problems('')));
  return named && SITE_ROLES.some((each) => each === role) && isListOf(hosts, isHost);
}

function isHost(value: unknown): value is Host {
  if (!isFields(value)) return false;
  const { name, city, site, rack, roles, cpu, memory, disks }: Unknown<Host> = value;
  const known = isListOf(roles, (role) => HOST_ROLES.some((each) => each === role)) && roles.length > 0;
  return (
    known && isListOf(disks, isDisk) && [name, city, site, rack].every(isText) && isWhole(cpu, 1) && isSize(memory)
  );
}

function isDisk(value: unknown): boolean {
  const { size }: Unknown<Disk> = isFields(value) ? value : {};
  return isSize(size);
}
