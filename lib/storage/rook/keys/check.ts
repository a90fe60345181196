import { isObjectName } from '../../../core/check/names';
import { isEndpoint } from '../../../core/check/props';
import { SecretValue } from '../../../core';
import { isFields, isText, Problems } from '../../../errors';
import type { KmipProps, VaultProps } from './props';

/** Parts of a path of Vault. */
const PATH = /^[a-zA-Z0-9_-]+(\/[a-zA-Z0-9_-]+)*$/;
const NAME = /^[a-zA-Z0-9_.-]{1,128}$/;

/** @throws TripodError with every fault. */
export function checkedVault(props: unknown): VaultProps {
  const problems = new Problems('KeyManagement.vault');
  const { address, path, role, authPath, certificateAuthority } = fieldsOf(props);
  problems.check(isEndpoint(address), {
    at: 'address',
    got: address,
    want: 'an https address without path: keys travel there',
    fix: 'for example https://vault.bank.example:8200',
  });
  problems.check(isPath(path), {
    at: 'path',
    got: path,
    want: 'the path of an engine of secrets',
    fix: 'for example `ceph`',
  });
  problems.check(role === undefined || (isText(role) && NAME.test(role)), {
    at: 'role',
    got: role,
    want: 'the name of a role in Vault',
    fix: 'leave it out for ceph-csi',
  });
  problems.check(authPath === undefined || isPath(authPath), {
    at: 'authPath',
    got: authPath,
    want: 'the path of an authentication method in Vault',
    fix: 'leave it out for kubernetes',
  });
  checkSecret('certificateAuthority', certificateAuthority, true, problems);
  problems.throwIfAny();
  return props as VaultProps;
}

/** @throws TripodError with every fault. */
export function checkedKmip(props: unknown): KmipProps {
  const problems = new Problems('KeyManagement.kmip');
  const { endpoint, serverName, ...secrets } = fieldsOf(props);
  const [, host, port] = /^([^:]+):(\d{1,5})$/.exec(isText(endpoint) ? endpoint : '') ?? [];
  problems.check(isObjectName(host) && Number(port) >= 1 && Number(port) <= 65535, {
    at: 'endpoint',
    got: endpoint,
    want: 'a host and a port',
    fix: 'for example kmip.bank.example:5696',
  });
  problems.check(serverName === undefined || isObjectName(serverName), {
    at: 'serverName',
    got: serverName,
    want: 'a DNS name',
    fix: 'leave it out for the host of `endpoint`',
  });
  for (const at of ['certificateAuthority', 'certificate', 'privateKey', 'key'])
    checkSecret(at, secrets[at], false, problems);
  problems.throwIfAny();
  return props as KmipProps;
}

function checkSecret(at: string, value: unknown, optional: boolean, problems: Problems): void {
  problems.check((optional && value === undefined) || value instanceof SecretValue, {
    at,
    got: value,
    want: 'a SecretValue',
    fix: `for example \`SecretValue.from('ceph/${at}')\``,
  });
}

function fieldsOf(props: unknown): Readonly<Record<string, unknown>> {
  return isFields(props) ? props : {};
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 200 && PATH.test(value);
}
