import type { Secrets } from './secrets';
import { must } from '../../world/process/run';

const DAYS = '2';

/** An authority of the drill's own, which signs for programs that Kubernetes' authority does not know. */
export class Authority {
  static async create(secrets: Secrets): Promise<Authority> {
    await must([
      ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', DAYS, '-subj', '/CN=drill', '-keyout', secrets.path('ca.key'), '-out', secrets.path('ca.crt')],
    ]);
    return new Authority(secrets);
  }

  private constructor(private readonly secrets: Secrets) {}

  get certificate(): string {
    return this.secrets.read('ca.crt');
  }

  /** Signs for a name and addresses. */
  async sign(name: string, addresses: readonly string[]): Promise<{ readonly cert: string; readonly key: string }> {
    const { secrets } = this;
    const names = [`DNS:${name}`, ...addresses.map((address) => `IP:${address}`)];
    await must([
      ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', DAYS, '-subj', `/CN=${name}`, '-addext', `subjectAltName=${names.join(',')}`],
      ...['-CA', secrets.path('ca.crt'), '-CAkey', secrets.path('ca.key')],
      ...['-addext', 'basicConstraints=critical,CA:FALSE'],
      ...['-keyout', secrets.path(`${name}.key`), '-out', secrets.path(`${name}.crt`)],
    ]);
    return { cert: secrets.read(`${name}.crt`), key: secrets.read(`${name}.key`) };
  }
}
