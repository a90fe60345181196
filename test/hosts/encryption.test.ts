import { Duration } from 'cdk8s';
import { EncryptionAtRest, SecretValue } from 'tripod-iac';
import { inFlight } from '../../lib/hosts/kubeadm/api-server/in-flight';
import { documents, hostFile, rendered } from '../support/control-plane';
import { objects, type Loose } from '../support/objects';

const KUBEADM = '/etc/kubernetes/kubeadm.yaml';
const CONFIG = '/etc/kubernetes/encryption/config.yaml';

const apiServerOf = (props: object): Loose =>
  documents(rendered('production', props), 'sh-a-master-1', KUBEADM)[1].apiServer;
const flagsOf = (props: object) =>
  Object.fromEntries(apiServerOf(props).extraArgs.map(({ name, value }: Record<string, string>) => [name, value]));

describe('encryption at rest', () => {
  const service = EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' });

  it('is there by itself, in a folder that the API server sees whole', () => {
    expect(flagsOf({})).toMatchObject({
      'encryption-provider-config': CONFIG,
      'encryption-provider-config-automatic-reload': 'true',
    });
    const folder = '/etc/kubernetes/encryption';
    expect(apiServerOf({}).extraVolumes).toContainEqual({
      name: 'encryption',
      hostPath: folder,
      mountPath: folder,
      readOnly: true,
      pathType: 'Directory',
    });
  });

  it.each([
    ['made on the first master', {}],
    ['that the bank gives', { encryption: EncryptionAtRest.secretbox({ key: SecretValue.from('etcd-key') }) }],
  ])('with a key %s is never rendered', (_, props) => {
    expect(() => hostFile(rendered('production', props), 'sh-a-master-1', CONFIG)).toThrow(`no ${CONFIG}`);
  });

  it('by a key service is rendered for every master, and no other host', () => {
    const rendering = rendered('production', { encryption: service });
    expect(documents(rendering, 'sh-w-master-1', CONFIG)).toEqual([
      {
        apiVersion: 'apiserver.config.k8s.io/v1',
        kind: 'EncryptionConfiguration',
        resources: [
          {
            resources: ['secrets'],
            providers: [
              { kms: { apiVersion: 'v2', name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock', timeout: '3s' } },
              { identity: {} },
            ],
          },
        ],
      },
    ]);
    expect(() => hostFile(rendering, 'sh-a-worker-1', CONFIG)).toThrow(`no ${CONFIG}`);
  });

  it('by a key service has its socket mounted, and its loss takes no API server out', () => {
    expect(apiServerOf({ encryption: service }).extraVolumes).toContainEqual(
      expect.objectContaining({ name: 'kms', hostPath: '/run/kms', readOnly: true }),
    );
    const haproxy = hostFile(
      rendered('production', { encryption: service }),
      'sh-a-master-1',
      '/etc/haproxy/haproxy.cfg',
    );
    expect(haproxy).toContain('http-check send meth GET uri /readyz?exclude=kms-providers\n');
  });
});

describe('API servers', () => {
  it.each([
    [3, { reading: 400, writing: 200 }],
    [500, { reading: 400, writing: 200 }],
    [501, { reading: 1_500, writing: 500 }],
    [3_000, { reading: 1_500, writing: 500 }],
    [3_001, { reading: 3_000, writing: 1_000 }],
  ])('of %d hosts have requests in flight as upstream tests them', (hosts, want) => {
    expect(inFlight(hosts)).toEqual(want);
  });

  it('are told how many', () => {
    expect(flagsOf({})).toMatchObject({ 'max-requests-inflight': '400', 'max-mutating-requests-inflight': '200' });
  });

  it('have further names in their certificates, each once', () => {
    const { certSANs } = apiServerOf({ certSANs: ['api.dr.bank.example', '10.10.0.5'] });
    expect(certSANs).toHaveLength(9);
    expect(certSANs.at(-1)).toBe('api.dr.bank.example');
  });

  it('keep a part of themselves for administrators', () => {
    const component = rendered().components[0]!.component;
    const [level, schema] = objects(component);
    expect(level).toMatchObject({
      apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
      kind: 'PriorityLevelConfiguration',
      metadata: { name: 'administrators' },
      spec: { type: 'Limited', limited: { nominalConcurrencyShares: 5, lendablePercent: 0 } },
    });
    expect(schema.spec).toMatchObject({
      priorityLevelConfiguration: { name: 'administrators' },
      matchingPrecedence: 50,
    });
    expect(schema.spec.rules[0].subjects).toEqual([{ kind: 'Group', group: { name: 'kubeadm:cluster-admins' } }]);
  });
});

it.each([
  [Duration.days(365), '8760h0m0s'],
  [Duration.days(90), '2160h0m0s'],
])('certificates live as long as asked for', (certificateValidity, text) => {
  const [, cluster] = documents(rendered('production', { certificateValidity }), 'sh-a-master-1', KUBEADM);
  expect(cluster.certificateValidityPeriod).toBe(text);
  expect(cluster.caCertificateValidityPeriod).toBe('87600h0m0s');
});
