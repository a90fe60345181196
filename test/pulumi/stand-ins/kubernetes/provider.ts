import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  PropertyDiff,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type ReadRequest,
  type UpdateRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import type { EngineLog } from '../lib/engine-log';
import type { Methods } from '../lib/serve';
import { reveal, type Tree } from '../lib/values';
import { fromWire, toWire } from '../lib/wire';
import { Cluster } from './cluster/cluster';
import { configChanges } from './config-diff';
import type { Change } from './diff/detailed-diff';
import { check } from './operations/check';
import { create } from './operations/create';
import { remove } from './operations/delete';
import { diff } from './operations/diff';
import { read } from './operations/read';
import { update } from './operations/update';
import { readOptions } from './options';
import type { Session } from './session';

/** That of the official plugin whose rules it follows; what comes after the plus sign counts for nothing in semver. */
const version = '4.34.2+stand-in';

/**
 * Stands in for the official plugin `kubernetes` in tests: translates between the engine's messages and the operations.
 * It follows the source of github.com/pulumi/pulumi-kubernetes, provider/v4/pkg; comments name the file of each rule.
 */
export function kubernetesProvider(log: EngineLog): Methods {
  const cancellation = new AbortController();
  let session: Session | undefined;
  const configured = (): Session => {
    if (!session) throw new Error('the provider is not configured yet');
    return session;
  };

  return {
    getPluginInfo: () => new PluginInfo().setVersion(version),
    cancel: () => {
      cancellation.abort();
      return new Empty();
    },

    checkConfig: (request: CheckRequest) => new CheckResponse().setInputs(request.getNews()),

    diffConfig: (request: DiffRequest) => {
      const plain = (struct: Parameters<typeof fromWire>[0]) => reveal(fromWire(struct)) as Tree;
      const { changed, replaces } = configChanges(plain(request.getOlds()), plain(request.getNews()));
      return new DiffResponse()
        .setChanges(changes(changed.length))
        .setDiffsList([...changed])
        .setReplacesList([...replaces]);
    },

    configure: async (request: ConfigureRequest) => {
      const options = readOptions(new Map(request.getVariablesMap().toObject()), process.env);
      const unreached = { options, log, cancelled: cancellation.signal, cluster: undefined };
      session = await Cluster.connect(options.access).then(
        (cluster) => ({ ...unreached, cluster, unreachable: '' }),
        (error: Error) => ({ ...unreached, unreachable: error.message }),
      );
      return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    },

    check: async (request: CheckRequest) => {
      const { inputs, failures } = await check(configured(), request.getUrn(), fromWire(request.getNews()));
      return new CheckResponse()
        .setInputs(toWire(inputs))
        .setFailuresList(failures.map((each) => new CheckFailure().setProperty(each.property).setReason(each.reason)));
    },

    diff: async (request: DiffRequest) => {
      const [olds, news] = [fromWire(request.getOlds()), fromWire(request.getNews())];
      const found = await diff(configured(), request.getUrn(), olds, news, request.getIgnorechangesList());
      const response = new DiffResponse()
        .setChanges(changes(found.changes.size))
        .setReplacesList([...found.replaces])
        .setDeletebeforereplace(found.deleteBeforeReplace)
        .setHasdetaileddiff(true);
      for (const [path, change] of found.changes) response.getDetaileddiffMap().set(path, propertyDiff(change));
      return response;
    },

    create: async (request: CreateRequest) => {
      const { id, state } = await create(configured(), {
        urn: request.getUrn(),
        given: fromWire(request.getProperties()),
        timeout: request.getTimeout(),
        preview: request.getPreview(),
      });
      return new CreateResponse().setId(id).setProperties(toWire(state));
    },

    read: async (request: ReadRequest) => {
      const [state, inputs] = [fromWire(request.getProperties()), fromWire(request.getInputs())];
      const found = await read(configured(), request.getUrn(), request.getId(), state, inputs);
      const response = new ReadResponse();
      return found
        ? response.setId(found.id).setProperties(toWire(found.state)).setInputs(toWire(found.inputs))
        : response;
    },

    update: async (request: UpdateRequest) => {
      const state = await update(configured(), {
        urn: request.getUrn(),
        given: fromWire(request.getNews()),
        state: fromWire(request.getOlds()),
        timeout: request.getTimeout(),
        preview: request.getPreview(),
        ignored: request.getIgnorechangesList(),
      });
      return new UpdateResponse().setProperties(toWire(state));
    },

    delete: async (request: DeleteRequest) => {
      await remove(configured(), {
        urn: request.getUrn(),
        id: request.getId(),
        state: fromWire(request.getProperties()),
        timeout: request.getTimeout(),
      });
      return new Empty();
    },
  };
}

const changes = (count: number) =>
  count > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE;

const propertyDiff = ({ kind, replaces, inputDiff }: Change): PropertyDiff =>
  new PropertyDiff().setKind(PropertyDiff.Kind[replaces ? (`${kind}_REPLACE` as const) : kind]).setInputdiff(inputDiff);
