const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const SERVICE_NAME = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/** What an error asks for where {@link isDnsLabel} fails. */
export const A_DNS_LABEL = 'a DNS label: at most 63 lower-case letters, digits and dashes';

/** A DNS label (RFC 1123), as namespaces, containers and volumes are called. */
export function isDnsLabel(value: unknown): value is string {
  return typeof value === 'string' && DNS_LABEL.test(value);
}

/** A DNS label that starts with a letter (RFC 1035), as Services are called. */
export function isServiceName(value: unknown): value is string {
  return typeof value === 'string' && SERVICE_NAME.test(value);
}

/** A DNS subdomain (RFC 1123) of at most 253 characters, as most objects are called. */
export function isObjectName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 253 && SUBDOMAIN.test(value);
}

/** What can stand between two slashes of a URL, as objects of RBAC are called (apimachinery pkg/api/validation/path). */
export function isPathSegment(value: unknown): value is string {
  return typeof value === 'string' && /^[^/%\s]+$/.test(value) && value !== '.' && value !== '..';
}

/** The value of a label: 63 characters at most, or none (apimachinery pkg/util/validation, IsValidLabelValue). */
export function isLabelValue(value: unknown): value is string {
  return value === '' || (typeof value === 'string' && QUALIFIED.test(value));
}

/** The key of a label or an annotation: `name` or `domain/name` (apimachinery pkg/util/validation, IsQualifiedName). */
export function isLabelKey(key: string): boolean {
  const [name = '', domain, ...more] = key.split('/').reverse();
  return more.length === 0 && QUALIFIED.test(name) && (domain === undefined || isObjectName(domain));
}
