import { type Resource } from '../../policy/resource/resource';
import { message, type Rule } from '../../policy/rules/rule';

/** An object as the engine hands it to the pack. */
export function object(kind: string, body: object, more: Partial<Resource> = {}): Resource {
  return { type: `kubernetes:${kind}`, name: 'thing', props: named(body), protect: false, secrets: new Set(), ...more };
}

/** A Deployment in namespace `teller` with one container. */
export function deployment(container: object = {}, pod: object = {}, more: Partial<Resource> = {}): Resource {
  const spec = { securityContext: SECURE_POD, ...pod, containers: [{ ...CONTAINER, ...container }] };
  return object('apps/v1:Deployment', { spec: { template: { spec } } }, more);
}

/** What a rule says about a resource. */
export function said<Settings extends object>(
  rule: Rule<Settings>,
  resource: Resource,
  settings: Partial<Settings> = {},
): readonly string[] {
  return rule.check(resource, { ...rule.defaults, ...settings }).map((violation) => message(resource, violation));
}

/** Where a rule finds fault. */
export function places<Settings extends object>(
  rule: Rule<Settings>,
  resource: Resource,
  settings: Partial<Settings> = {},
): readonly string[] {
  return rule.check(resource, { ...rule.defaults, ...settings }).map(({ at }) => at);
}

export const SECURE_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
export const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
export const ENOUGH = { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } };
const CONTAINER = {
  name: 'teller',
  image: 'registry.bank.example/teller:1',
  resources: ENOUGH,
  securityContext: SECURE,
};

function named(body: object): Resource['props'] {
  return { metadata: { name: 'teller', namespace: 'teller' }, ...body };
}
