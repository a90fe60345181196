import {
  Server,
  ServerCredentials,
  status,
  type ServerUnaryCall,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { PluginAttach } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { EngineLog } from './engine-log';
import { toServiceError } from './init-error';

/** The methods of a resource provider, each from the request's message to the answer's. */
export type Methods = Readonly<Record<string, (request: never) => unknown>>;

/**
 * Serves a resource provider on a free loopback port, and says on stderr that it is a stand-in. What its methods leave
 * out is answered with "unimplemented", which the engine understands.
 *
 * An engine connects anew for each provider resource of a program, and starts with `attach`. So each connection gets a
 * provider of its own, as it would get a process of an official plugin.
 * @returns the port, which a plugin prints on stdout.
 */
export function serve(name: string, provider: (log: EngineLog) => Methods): Promise<number> {
  const connections = new Map<string, Methods>();
  const attach = (peer: string, request: PluginAttach) => {
    connections.set(peer, provider(new EngineLog(request.getAddress())));
    return new Empty();
  };
  const answer = (method: string, call: Call): unknown => {
    if (method === 'attach') return attach(call.getPeer(), call.request as PluginAttach);
    // A connection that was lost and made again goes on with the provider that is there.
    const methods = connections.get(call.getPeer()) ?? [...connections.values()].at(-1);
    const run = methods?.[method];
    if (run) return run(call.request as never);
    throw Object.assign(new Error(`${method} is not part of this stand-in`), { code: status.UNIMPLEMENTED });
  };

  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(ResourceProviderService, implementation(answer));
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error) return reject(error);
      console.error(`pulumi-resource-${name}: a stand-in for the official plugin, good for tests only`);
      resolve(port);
    });
  });
}

type Call = ServerUnaryCall<unknown, unknown>;

/** All methods of the service, which only then are all ours. */
function implementation(answer: (method: string, call: Call) => unknown): UntypedServiceImplementation {
  const handle = (method: string) => (call: Call, callback: sendUnaryData<unknown>) => {
    Promise.resolve()
      .then(() => answer(method, call))
      .then(
        (message) => callback(null, message),
        (error: unknown) => callback(toServiceError(error instanceof Error ? error : new Error(String(error)))),
      );
  };
  return Object.fromEntries(Object.keys(ResourceProviderService).map((method) => [method, handle(method)]));
}
