import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptClient } from '../drills/ha/writer/client';

let folder: string;
let key: string;
let cert: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-client-'));
  const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'cert')];
  const subject = ['-subj', '/CN=api', '-addext', 'subjectAltName=DNS:api', '-days', '1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files], { stdio: 'ignore' });
  key = readFileSync(join(folder, 'key'), 'utf8');
  cert = readFileSync(join(folder, 'cert'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that answers, then asks its client to leave in the second request, having taken all up to one of them. */
async function leaving(last: number): Promise<{ server: Http2SecureServer; seen: number[] }> {
  const seen: number[] = [];
  const server = createSecureServer({ key, cert });
  server.on('stream', (stream) => {
    seen.push(stream.id ?? 0);
    if (seen.length !== 2) {
      stream.respond({ ':status': 201 });
      stream.end();
      return;
    }
    // Its own end is an error here too.
    stream.on('error', () => undefined);
    const { session } = stream;
    session?.goaway(0, last);
    // After the request to leave is on its way.
    setTimeout(() => session?.destroy(), 100);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, seen };
}

// Requests of a client have odd numbers.
it.each([
  ['not taken, and sent again', 1, 201, [1, 3, 1]],
  ['taken, and its fate is unknown', 3, 'closed', [1, 3]],
] as const)('a request that crosses the one to leave: %s', async (_, last, answer, requests) => {
  const { server, seen } = await leaving(last);
  const { port } = server.address() as AddressInfo;
  const client = new KeptClient({ host: '127.0.0.1', port, serverName: 'api', ca: cert, cert, key });
  const told = [await client.send('POST', '/', {}), await client.send('POST', '/', {})];
  client.close();
  server.close();
  expect(told).toEqual([201, answer]);
  expect(seen).toEqual(requests);
});

it.each([
  ['comes again when it is told when', { 'retry-after': '0' }, 201, 2],
  ['takes a refusal without a time for the last word', {}, 503, 1],
] as const)('a request that is turned away: %s', async (_, headers, answer, want) => {
  let asked = 0;
  const server = createSecureServer({ key, cert });
  server.on('stream', (stream) => {
    asked += 1;
    stream.respond(asked === 1 ? { ':status': 503, ...headers } : { ':status': 201 });
    stream.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new KeptClient({ host: '127.0.0.1', port, serverName: 'api', ca: cert, cert, key });
  const told = await client.send('POST', '/', {});
  client.close();
  server.close();
  expect([told, asked]).toEqual([answer, want]);
});
