import { readFileSync } from 'node:fs';
import { type Access, KeptClient } from '../../ha/writer/client';

/** Makes many ConfigMaps at once, as a process on a network: what a cluster had before the drill. */
export interface Filling {
  readonly access: Access;
  readonly namespace: string;
  readonly count: number;
  /** Bytes of each. */
  readonly size: number;
}

const AT_ONCE = 40;

async function main({ access, namespace, count, size }: Filling): Promise<void> {
  const clients = [new KeptClient(access), new KeptClient(access)];
  const value = 'x'.repeat(size);
  let next = 0;
  const fill = async (client: KeptClient) => {
    while (next < count) {
      const name = `before-${next++}`;
      const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } };
      for (let tries = 0; ; tries++) {
        const answer = await client.send('POST', `/api/v1/namespaces/${namespace}/configmaps`, body);
        if (answer === 201 || answer === 409) break;
        if (tries === 5) throw new Error(`${name}: ${answer}`);
      }
    }
  };
  await Promise.all(clients.flatMap((client) => Array.from({ length: AT_ONCE }, () => fill(client))));
  clients.forEach((client) => client.close());
}

void main(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Filling);
