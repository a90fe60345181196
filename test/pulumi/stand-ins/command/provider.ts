import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  UpdateResponse,
  type CheckRequest,
  type CreateRequest,
  type DiffRequest,
  type UpdateRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import type { EngineLog } from '../lib/engine-log';
import type { Methods } from '../lib/serve';
import { hasSecret, type Properties, reveal, Secret, type Tree, UNKNOWN } from '../lib/values';
import { fromWire, toWire } from '../lib/wire';
import { runLocal } from './local';
import { runRemote } from './remote';
import type { Said } from './run';

/** The plugin's version as the engine shows it: that of the client whose rules it follows, which asks for no less. */
const version = '1.2.1+stand-in';

/** Changes of these replace the resource (provider/pkg/provider/common/inputs.go, replaceOnChanges). */
const REPLACING = ['triggers'];

const OUTPUTS = ['stdout', 'stderr'];

/**
 * Stands in for the official plugin `command` in tests: `local.Command` and `remote.Command`, the latter by the `ssh` of
 * this machine. It follows github.com/pulumi/pulumi-command, provider/pkg/provider; comments name the file of each rule.
 */
export function commandProvider(log: EngineLog): Methods {
  return {
    getPluginInfo: () => new PluginInfo().setVersion(version),
    cancel: () => new Empty(),
    checkConfig: (request: CheckRequest) => new CheckResponse().setInputs(request.getNews()),
    diffConfig: () => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE),
    configure: () => new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true),

    // The connection is secret as a whole (remote/command.go, provider:"secret").
    check: (request: CheckRequest) => {
      const { connection, ...rest } = fromWire(request.getNews());
      const kept = connection === undefined || connection instanceof Secret ? connection : new Secret(connection);
      return new CheckResponse().setInputs(toWire(kept === undefined ? rest : { ...rest, connection: kept }));
    },

    diff: (request: DiffRequest) => {
      const [old, next] = [plain(request.getOldInputs()), plain(request.getNews())];
      const changed = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
        (key) => !isDeepStrictEqual(old[key], next[key]),
      );
      const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
      return new DiffResponse()
        .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList(changed)
        .setReplacesList(changed.filter((key) => REPLACING.includes(key)));
    },

    create: async (request: CreateRequest) => {
      const inputs = fromWire(request.getProperties());
      const { create } = reveal(inputs) as Tree;
      const said = request.getPreview() ? undefined : await run(request.getUrn(), create, inputs, log);
      return new CreateResponse()
        .setId(`${request.getUrn().split('::').at(-1)}${randomBytes(4).toString('hex')}`)
        .setProperties(toWire({ ...inputs, ...(said === undefined ? unknown() : outputs(inputs, said)) }));
    },

    // `create` again where nothing is said about an update (remote/commandController.go, Update).
    update: async (request: UpdateRequest) => {
      const inputs = fromWire(request.getNews());
      const { create, update = create } = reveal(inputs) as Tree;
      const said = request.getPreview() ? undefined : await run(request.getUrn(), update, inputs, log);
      return new UpdateResponse().setProperties(
        toWire({ ...inputs, ...(said === undefined ? unknown() : outputs(inputs, said)) }),
      );
    },

    delete: async (request: { getUrn(): string; getProperties(): Parameters<typeof fromWire>[0] }) => {
      const inputs = fromWire(request.getProperties());
      await run(request.getUrn(), (reveal(inputs) as Tree)['delete'], inputs, log);
      return new Empty();
    },
  };
}

const plain = (struct: Parameters<typeof fromWire>[0]) => reveal(fromWire(struct)) as Tree;

const unknown = (): Properties => Object.fromEntries(OUTPUTS.map((name) => [name, UNKNOWN]));

/** Every output depends on every input, and is secret where one of them is (local/commandController.go, WireDependencies). */
function outputs(inputs: Properties, said: Said): Properties {
  const trimmed = { stdout: said.stdout.replace(/\n$/, ''), stderr: said.stderr.replace(/\n$/, '') };
  if (!hasSecret(inputs)) return trimmed;
  return { stdout: new Secret(trimmed.stdout), stderr: new Secret(trimmed.stderr) };
}

/** @throws with the command and all that it said, as the official plugin does (remote/commandOutputs.go, run) */
async function run(urn: string, command: unknown, inputs: Properties, log: EngineLog): Promise<Said> {
  if (typeof command !== 'string') return { code: 0, stdout: '', stderr: '', output: '' };
  const values = reveal(inputs) as Tree;
  const isRemote = values['connection'] !== undefined;
  const said = await (isRemote ? runRemote(command, values) : runLocal(command, values));
  if (said.code !== 0) {
    throw new Error(`Process exited with status ${said.code}: running ${JSON.stringify(command)}:\n${said.output}`);
  }
  if (values['logging'] !== 'none' && said.output !== '') await log.progress(urn, said.output);
  return said;
}
