import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Provider } from '@pulumi/kubernetes/provider';
import { CustomResource, type CustomResourceOptions, secret } from '@pulumi/pulumi';
import type { PolicyEvent, PulumiFn } from '@pulumi/pulumi/automation';
import { render } from 'tripod-iac';
import { planResources } from '../../lib/engines/pulumi/plan/plan';
import { environmentsOf } from '../../lib/engines/synth/choose';
import { platform } from '../../stacks/platform';
import { projectRoot } from '../cluster/harness/project-root';
import { Engine, withoutColours } from './harness';

const PACK = join(projectRoot, 'policy');
/** For a CLI without its plugin for Node.js; where that is on PATH, the engine prefers it. */
const RUNNER = join(__dirname, 'stand-ins', 'policy');

const TOKEN = 'a-token-that-nobody-may-see';
/** Nobody listens there: a preview goes on without a cluster. */
const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'none', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'none', user: { token: TOKEN } }],
  contexts: [{ name: 'none', context: { cluster: 'none', user: 'none' } }],
  'current-context': 'none',
});

/** An object of any kind, as the Pulumi door registers it. */
class KubernetesObject extends CustomResource {}

const make = (kind: string, name: string, body: object, options: CustomResourceOptions) => {
  const [group = '', type = ''] = kind.split(':');
  const apiVersion = group.replace(/^core\//, '');
  const metadata = { name, ...(type === 'Namespace' ? {} : { namespace: 'teller' }) };
  return new KubernetesObject(`kubernetes:${kind}`, name, { apiVersion, kind: type, metadata, ...body }, options);
};
const marked = () => ({ provider: new Provider('cluster', { kubeconfig: secret(KUBECONFIG) }) });

interface Verdict {
  readonly failed: boolean;
  readonly output: string;
  /** `policy  message`, without the description that stands above it. */
  readonly said: readonly string[];
  readonly levels: ReadonlySet<PolicyEvent['enforcementLevel']>;
}

let engine: Engine;
let folder: string;
let count = 0;

/** What the real engine says of a program, with the pack as it is in the repository. */
async function judge(program: PulumiFn, config?: object): Promise<Verdict> {
  const stack = await engine.stack(`policy-${++count}`, program);
  const file = join(folder, `${count}.json`);
  if (config !== undefined) writeFileSync(file, JSON.stringify(config));
  const events: PolicyEvent[] = [];
  const texts: string[] = [];
  const options = {
    program,
    policyPacks: [PACK],
    ...(config === undefined ? {} : { policyPackConfigs: [file] }),
    onOutput: (text: string) => void texts.push(text),
    onError: (text: string) => void texts.push(text),
    onEvent: ({ policyEvent }: { policyEvent?: PolicyEvent }) => {
      if (policyEvent !== undefined) events.push(policyEvent);
    },
  };
  const failed = await stack.inner.preview(options).then(
    () => false,
    (error: Error) => texts.push(error.message) > 0,
  );
  const said = events.map(({ policyName, message }) => `${policyName}  ${lastLine(message)}`);
  return { failed, output: texts.join(''), said, levels: new Set(events.map((event) => event.enforcementLevel)) };
}

/** The last line of a message, without colours. */
function lastLine(message: string): string {
  return withoutColours(message).trim().split('\n').at(-1)?.trim() ?? '';
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  process.env['PATH'] = [process.env['PATH'], RUNNER].join(delimiter);
  engine = await Engine.start();
});

afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

it('lets the whole production environment pass, as the Pulumi door registers it', async () => {
  const production = environmentsOf(platform()).find(({ name }) => name === 'production')!;
  const planned = planResources(render(production));
  const { failed, said, output } = await judge(async () => {
    const { provider } = marked();
    for (const { type, name, body, secrets, protect } of planned) {
      const data = secrets === undefined ? {} : { data: secret(secrets) };
      new KubernetesObject(type, name, { ...body, ...data }, { provider, protect });
    }
    return Promise.resolve();
  });
  expect(said).toEqual([]);
  expect(failed ? output : '').toBe('');
  // The provider and the stack come on top.
  expect(output).toContain(`${planned.length + 2} to create`);
});

it('refuses one fault of each kind before anything is made, and repeats no secret', async () => {
  const { failed, said, output, levels } = await judge(async () => {
    const options = { provider: new Provider('cluster', { kubeconfig: KUBECONFIG }) };
    make('core/v1:Namespace', 'teller', {}, { ...options, protect: true });
    make('core/v1:PersistentVolumeClaim', 'data', {}, options);
    const env = [{ name: 'DB_PASSWORD', value: 'correct-horse-battery' }];
    const containers = [{ name: 'main', image: 'quay.io/bank/teller:1', env }];
    make('core/v1:Pod', 'main', { spec: { containers, hostNetwork: true } }, options);
    return Promise.resolve();
  });
  expect(failed).toBe(true);
  expect([...levels]).toEqual(['mandatory']);
  expect(said).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^plain-secrets {2}cluster {2}kubeconfig: got a value that is not marked as secret/),
      expect.stringMatching(
        /^plain-secrets {2}Pod teller\/main {2}spec.containers\[0\].env\[0\].value: got a value for/,
      ),
      expect.stringMatching(/^privileged-pods {2}Namespace teller {2}metadata.labels/),
      expect.stringMatching(/^privileged-pods {2}Pod teller\/main {2}spec.hostNetwork: got true/),
      expect.stringMatching(/^images-from-mirror {2}Pod teller\/main {2}spec.containers\[0\].image: got quay.io/),
      expect.stringMatching(/^limits {2}Pod teller\/main {2}spec.containers\[0\].resources.limits.memory: got nothing/),
      expect.stringMatching(/^data-protection {2}PersistentVolumeClaim teller\/data {2}got no protection/),
    ]),
  );
  expect(output).not.toContain(TOKEN);
  expect(output).not.toContain('correct-horse-battery');
});

it('looks behind values that the preview does not know', async () => {
  const { said } = await judge(async () => {
    const options = marked();
    const other = make('core/v1:ConfigMap', 'other', {}, options);
    const data = { a: other.id, b: 'docker.io/library/nginx:1' };
    make('core/v1:ConfigMap', 'settings', { data }, options);
    return Promise.resolve();
  });
  expect(said).toEqual([expect.stringMatching(/^images-from-mirror {2}ConfigMap teller\/settings {2}data.b: got/)]);
});

describe('its configuration', () => {
  const unprotected = (): Promise<void> => {
    make('core/v1:PersistentVolumeClaim', 'data', {}, marked());
    return Promise.resolve();
  };

  it('drops the protection for a tear-down', async () => {
    expect(await judge(unprotected)).toMatchObject({ failed: true });
    const tearDown = (await import('../../policy/tear-down.json')).default;
    expect(await judge(unprotected, tearDown)).toMatchObject({ failed: false, said: [] });
  });

  it('names other mirrors, and leaves the level as it is', async () => {
    const data = { a: 'registry.bank.example/mirror/quay.io/a/b:1' };
    const named = (): Promise<void> => {
      make('a.example/v1:A', 'a', { spec: { image: data.a } }, marked());
      return Promise.resolve();
    };
    expect(await judge(named)).toMatchObject({ said: [] });
    const { failed, said } = await judge(named, { 'images-from-mirror': { mirrors: ['other.example'] } });
    expect(failed).toBe(true);
    expect(said).toEqual([expect.stringContaining('want an image below other.example')]);
  });

  it('is refused where it says what no rule reads', async () => {
    const { failed, output } = await judge(unprotected, { 'data-protection': { kinds: 'Namespace' } });
    expect(failed).toBe(true);
    expect(output).toMatch(/kinds/);
  });

  it('cannot blind the rule on secrets: without marks it takes every secret for plain', async () => {
    const { said } = await judge(() => Promise.resolve(void marked()), { all: 'mandatory' });
    expect(said).toEqual([expect.stringContaining('leave the policy secret-marks at its level')]);
  });
});
