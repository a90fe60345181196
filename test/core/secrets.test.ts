import { App, Chart } from 'cdk8s';
import { render, SecretObject, type SecretObjectProps, SecretValue } from 'tripod-iac';
import { environment } from '../support/bank';
import { objects } from '../support/objects';
import { partOf, thing } from '../support/part';

const PASSWORD = SecretValue.from('jenkins/admin-password');
const GIVEN: SecretObjectProps = { name: 'admin', namespace: 'default', values: { password: PASSWORD } };

describe('a SecretObject', () => {
  it('renders nothing without a secret store: the plan lists it', () => {
    const part = partOf(environment());
    const secret = new SecretObject(part, 'secret', GIVEN);
    expect(objects(part)).toEqual([]);
    expect(render(part.environment!).secrets).toEqual([secret]);
  });

  it('asks the secret store of the environment', () => {
    const part = partOf(environment('production', { secretStore: 'vault' }));
    new SecretObject(part, 'secret', { ...GIVEN, type: 'kubernetes.io/basic-auth' });
    expect(objects(part)).toEqual([
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'admin', namespace: 'default', labels: { 'app.kubernetes.io/managed-by': 'tripod' } },
        spec: {
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
          target: { name: 'admin', template: { type: 'kubernetes.io/basic-auth' } },
          data: [{ secretKey: 'password', remoteRef: { key: 'jenkins/admin-password' } }],
        },
      },
    ]);
    expect(() => render(part.environment!)).not.toThrow();
  });

  it('works in a plain App', () => {
    const chart = new Chart(new App(), 'chart');
    expect(new SecretObject(chart, 'secret', GIVEN).external).toBeUndefined();
  });

  it('is refused in a namespace that nobody makes', () => {
    const part = partOf(environment());
    new SecretObject(part, 'secret', { ...GIVEN, namespace: 'nowhere' });
    expect(() => render(part.environment!)).toThrow(
      /production\/part\/secret {2}namespace: got nowhere, want a namespace that the environment makes/,
    );
  });

  it('is refused beside another of its name', () => {
    const part = partOf(environment());
    new SecretObject(part, 'secret', GIVEN);
    new SecretObject(part, 'again', { ...GIVEN, values: {} });
    expect(() => render(part.environment!)).toThrow(
      /production\/part\/again {2}name: got Secret default\/admin, which production\/part\/secret makes too, want every Secret once/,
    );
  });

  it('is refused beside a Secret of its name', () => {
    const part = partOf(environment());
    new SecretObject(part, 'secret', GIVEN);
    thing(part, 'plain', { kind: 'Secret', metadata: { name: 'admin', namespace: 'default' } });
    expect(() => render(part.environment!)).toThrow(
      /name: got Secret default\/admin, which production\/part\/plain makes too/,
    );
  });
});

describe('a SecretValue', () => {
  it('cannot become part of a text', () => {
    expect(() => `password=${PASSWORD as unknown as string}`).toThrow(
      'the secret jenkins/admin-password cannot be part of a text; pass it to a SecretObject and refer to that',
    );
    expect(() => JSON.stringify({ PASSWORD })).toThrow(/cannot be part of a text/);
  });
});
