import { existsSync, readFileSync } from 'node:fs';
import { Connection, type Endpoint } from './connection';

/**
 * The endpoint, once it can be used; undefined before. `/readyz` alone is too early: only when the Service `kubernetes`
 * exists are the first namespaces there, and addresses for Services to be had.
 */
export async function readyEndpoint(url: string, token: string, certificate: string): Promise<Endpoint | undefined> {
  if (!existsSync(certificate)) return undefined; // the server writes it first of all
  const endpoint = { url, token, certificateAuthority: readFileSync(certificate, 'utf8') };
  const connection = new Connection(endpoint);
  try {
    for (const path of ['/readyz', '/api/v1/namespaces/default/services/kubernetes']) {
      if ((await connection.send('GET', path)).status !== 200) return undefined;
    }
    return endpoint;
  } catch {
    return undefined;
  } finally {
    connection.close();
  }
}
