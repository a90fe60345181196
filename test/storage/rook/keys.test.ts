import { App } from 'cdk8s';
import {
  type KmipProps,
  KeyManagement,
  RookCeph,
  RookOperator,
  SecretValue,
  storage,
  type VaultProps,
} from 'tripod-iac';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { type Garbage, notRefused, only } from '../../support/garbage';
import { object } from '../../support/objects';
import { oneSite } from '../sites';

const VAULT: VaultProps = { address: 'https://vault.bank.example:8200', path: 'ceph/production' };
const KMIP: KmipProps = {
  endpoint: 'kmip.bank.example:5696',
  certificateAuthority: SecretValue.from('ceph/kmip-ca'),
  certificate: SecretValue.from('ceph/kmip-certificate'),
  privateKey: SecretValue.from('ceph/kmip-key'),
  key: SecretValue.from('ceph/kmip-wrapping-key'),
};

const ceph = (keys?: KeyManagement) => new RookCeph(new App(), 'storage', { sites: oneSite(storage(4)), keys });
const config = (storage: RookCeph) =>
  JSON.parse(object(storage, 'ConfigMap', 'rook-ceph-csi-kms-config').data['config.json']);

describe('keys of volumes', () => {
  it('stand in Vault, read with the right of the tenant, and outlive their claims', () => {
    expect(config(ceph(KeyManagement.vault(VAULT)))).toEqual({
      vault: {
        encryptionKMSType: 'vaulttenantsa',
        vaultAddress: 'https://vault.bank.example:8200',
        vaultBackend: 'kv-v2',
        vaultBackendPath: 'ceph/production',
        vaultRole: 'ceph-csi',
        vaultAuthPath: '/v1/auth/kubernetes/login',
        vaultCAVerify: 'true',
        vaultDestroyKeys: 'false',
        tenantSAName: 'ceph-csi-vault-sa',
      },
    });
  });

  it('or go with the volume, wrapped by a key of an HSM', () => {
    expect(config(ceph(KeyManagement.kmip(KMIP)))).toEqual({
      kmip: {
        KMS_PROVIDER: 'kmip',
        KMIP_ENDPOINT: 'kmip.bank.example:5696',
        KMIP_SECRET_NAME: 'ceph-csi-kmip-credentials',
        TLS_SERVER_NAME: 'kmip.bank.example',
      },
    });
  });

  it('are never in the files: credentials are secrets by name', () => {
    const production = environment('production', { secretStore: 'vault' });
    const storage = new RookCeph(production, 'storage', { keys: KeyManagement.kmip(KMIP) });
    const { metadata, spec } = object(storage, 'ExternalSecret', 'ceph-csi-kmip-credentials');
    expect(metadata.namespace).toBe('rook-ceph');
    expect(spec.data).toEqual([
      { secretKey: 'CA_CERT', remoteRef: { key: 'ceph/kmip-ca' } },
      { secretKey: 'CLIENT_CERT', remoteRef: { key: 'ceph/kmip-certificate' } },
      { secretKey: 'CLIENT_KEY', remoteRef: { key: 'ceph/kmip-key' } },
      { secretKey: 'UNIQUE_IDENTIFIER', remoteRef: { key: 'ceph/kmip-wrapping-key' } },
    ]);
  });

  it('of a pool are those of the cluster', () => {
    const storage = ceph(KeyManagement.kmip(KMIP));
    storage.addBlockPool('ledger', { encrypted: true });
    const parameters = { encrypted: 'true', encryptionKMSID: 'kmip' };
    expect(object(storage, 'StorageClass', 'ceph-ledger').parameters).toMatchObject(parameters);
    expect(object(storage, 'StorageClass', 'ceph-block').parameters).not.toHaveProperty('encrypted');
  });

  it('are what an encrypted volume is mounted with, which the proof tells', () => {
    const storage = new RookCeph(environment(), 'storage', { keys: KeyManagement.kmip(KMIP) });
    storage.addBlockPool('ledger', { encrypted: true });
    storage.addBlockPool('plain');
    const needed = storage.facts.filter((fact) => fact.type === 'dependency' && fact.on.startsWith('key manager'));
    expect(needed).toEqual([
      { type: 'dependency', of: 'ceph-ledger', on: 'key manager kmip.bank.example:5696', for: 'starting' },
    ]);
    expect(KeyManagement.vault(VAULT).keeper).toBe('key manager vault.bank.example:8200');
  });

  it('may be added later: the drivers mount an empty list of key managers until then', () => {
    expect(config(ceph())).toEqual({});
  });

  it('are named to the drivers where these look, and not where documentation says so', () => {
    const operator = RookOperator.in(environment())!;
    expect(operator.overrides.map(({ fields }) => fields)).toContainEqual(
      expect.objectContaining({
        spec: expect.objectContaining({
          driverSpecDefaults: expect.objectContaining({
            encryption: { configMapName: { name: 'rook-ceph-csi-kms-config' } },
          }),
        }),
      }),
    );
    expect(JSON.stringify(operator.settings)).not.toContain('CSI_ENABLE_ENCRYPTION');
  });

  it('need what the plan names', () => {
    const text = ceph(KeyManagement.vault(VAULT)).prerequisites.join('\n');
    expect(text).toContain('In Vault at https://vault.bank.example:8200: an engine KV version 2 at ceph/production');
    expect(text).toContain('A service account ceph-csi-vault-sa in every namespace with encrypted volumes');
    expect(ceph().prerequisites.join('\n')).not.toMatch(/Vault/);
  });
});

it('changes with every prop', () => {
  const secret = SecretValue.from('other');
  const names = (keys: KeyManagement) => Object.values(keys.secret?.values ?? {}).map(({ name }) => name);
  expect(
    propsWithoutEffect<VaultProps>(
      (props) => {
        const keys = KeyManagement.vault({ ...VAULT, ...props });
        return [keys.settings, names(keys)];
      },
      { address: 'https://other.example', path: 'other', role: 'other', authPath: 'dr', certificateAuthority: secret },
    ),
  ).toEqual([]);
  expect(
    propsWithoutEffect<KmipProps>(
      (props) => {
        const keys = KeyManagement.kmip({ ...KMIP, ...props });
        return [keys.settings, names(keys)];
      },
      {
        ...{ endpoint: 'other.example:5696', serverName: 'hsm.bank.example' },
        ...{ certificateAuthority: secret, certificate: secret, privateKey: secret, key: secret },
      },
    ),
  ).toEqual([]);
});

describe('key management takes no garbage', () => {
  const TEXTS = ['the text x', 'the text undefined'] as const;
  const upper = 'an upper-case text';

  it.each<[keyof VaultProps, readonly Garbage[]]>([
    ['address', []],
    ['path', [...TEXTS, upper]],
    ['role', ['undefined', ...TEXTS, upper]],
    ['authPath', ['undefined', ...TEXTS, upper]],
    ['certificateAuthority', ['undefined']],
  ])('for %s of Vault', (prop, accepted) => {
    const found = notRefused((value) => KeyManagement.vault({ ...VAULT, [prop]: value }), prop);
    expect(found).toEqual(only(...accepted));
  });

  it.each<[keyof KmipProps, readonly Garbage[]]>([
    ['endpoint', []],
    ['serverName', ['undefined', ...TEXTS]],
    ['certificateAuthority', []],
    ['certificate', []],
    ['privateKey', []],
    ['key', []],
  ])('for %s of KMIP', (prop, accepted) => {
    const found = notRefused((value) => KeyManagement.kmip({ ...KMIP, [prop]: value }), prop);
    expect(found).toEqual(only(...accepted));
  });

  it('for all props together', () => {
    expect(notRefused((props) => KeyManagement.vault(props))).toEqual({});
    expect(notRefused((props) => KeyManagement.kmip(props))).toEqual({});
  });

  it.each<[string, () => unknown, string]>([
    [
      'keys over HTTP',
      () => KeyManagement.vault({ ...VAULT, address: 'http://vault.bank.example' }),
      'address: got http://vault.bank.example, want an https address without path',
    ],
    [
      'a path in the address',
      () => KeyManagement.vault({ ...VAULT, address: 'https://vault.bank.example/v1' }),
      'KeyManagement.vault  address: got https://vault.bank.example/v1',
    ],
    [
      'no port',
      () => KeyManagement.kmip({ ...KMIP, endpoint: 'kmip.bank.example' }),
      'KeyManagement.kmip  endpoint: got kmip.bank.example, want a host and a port',
    ],
  ])('nor %s', (_, run, message) => expect(run).toThrow(message));
});
