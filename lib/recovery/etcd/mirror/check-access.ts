import { type Problems, SecretValue } from '../../../core';
import { isEndpoint } from '../../../core/check/props';
import { isFields, isListOf, isText } from '../../../errors';
import type { EtcdAccess } from './props';

const SECRETS = ['ca', 'certificate', 'key'] as const;

/** Checks how an etcd is reached. */
export function checkAccess(at: string, access: unknown, problems: Problems): void {
  const fields: Readonly<Record<string, unknown>> = isFields(access) ? access : {};
  const endpoints = fields['endpoints'];
  problems.check(isListOf(endpoints, isText) && endpoints.length > 0 && endpoints.every(isEndpoint), {
    at: `${at}.endpoints`,
    got: endpoints,
    want: 'https addresses of clients, without a path: keys and values must not cross a city in plain text',
    fix: 'for example `https://10.10.0.11:2379`',
  });
  for (const name of SECRETS)
    problems.check(fields[name] instanceof SecretValue, {
      at: `${at}.${name}`,
      got: fields[name],
      want: 'a SecretValue',
      fix: `for example \`SecretValue.from('etcd-${at}/${name}')\``,
    });
}

/** Checks what only both together show. Whether two addresses are one cluster is asked by the program, too. */
export function checkBothEnds(source: EtcdAccess, destination: EtcdAccess, problems: Problems): void {
  const to = listOf(destination);
  problems.check(to.length < 2, {
    at: 'destination.endpoints',
    got: to,
    want: 'one endpoint: `etcdctl make-mirror` takes no second (etcd-io/etcd issue 12209)',
    fix: 'pass an address that goes with the cluster, such as that of a load balancer',
  });
  const shared = to.filter((endpoint) => listOf(source).includes(endpoint));
  problems.check(shared.length === 0, {
    at: 'destination.endpoints',
    got: shared,
    want: 'another etcd than the source',
    fix: 'pass the etcd of the environment that takes the copy',
  });
}

function listOf(access: unknown): readonly string[] {
  const endpoints = isFields(access) ? access['endpoints'] : undefined;
  return isListOf(endpoints, isText) ? endpoints : [];
}
