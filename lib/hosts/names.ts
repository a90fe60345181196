import { Address4, Address6 } from 'ip-address';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
/** The last label is no number: what looks like an address is one, or a mistake. */
const NAME = new RegExp(`^(${LABEL}\\.)*(?!\\d+$)${LABEL}$`);
const LONGEST = 253;

/** Whether a text is a DNS domain in lower case. */
export function isDomain(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && DOMAIN.test(value);
}

/** Whether a text is the DNS name of a host in lower case, with a domain or without. */
export function isHostName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && NAME.test(value);
}

/** Whether a text is an IPv4 or IPv6 address, without a zone. */
export function isAddress(value: unknown): value is string {
  if (typeof value !== 'string' || !/^[\da-fA-F.:]+$/.test(value)) return false;
  return value.includes(':') ? Address6.isValid(value) : Address4.isValid(value);
}
