import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import {
  Calico,
  Component,
  Condition,
  type Environment,
  files,
  none,
  render,
  SecretObject,
  SecretValue,
  Stage,
  STAGES,
  stageFolder,
} from 'tripod-iac';
import { environment } from '../support/bank';

class Database extends Component {
  constructor(scope: Environment) {
    super(scope, 'database', { stage: Stage.PLATFORM });
    const namespace = this.inNamespace('data');
    const map = new k8s.KubeConfigMap(this, 'settings', {
      metadata: { name: 'settings', namespace },
      data: { a: 'b' },
    });
    new SecretObject(this, 'admin', { name: 'admin', namespace, values: { password: SecretValue.from('data/admin') } });
    this.ready(map, Condition.jsonPath('{.data.a}', 'b'), Duration.minutes(1));
    this.expects('A licence');
    this.step({ title: 'Format the disk', commands: ['mkfs /dev/disk'] });
    this.step({ title: 'Restore the database', commands: ['restore it'], when: 'later' });
    this.uses('jenkins');
    this.fetches('a licence key');
    this.step({ title: 'Say goodbye', commands: ['goodbye'], when: 'tear-down' });
  }
}

function file(scope: Environment, path: string): string {
  const found = files(render(scope)).find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found.text;
}

function built(props: Parameters<typeof environment>[1] = {}): Environment {
  const production = environment('production', props);
  new Calico(production, 'network');
  new Database(production);
  return production;
}

describe('PLAN.md', () => {
  const plan = file(built({ objectives: { site: { rpo: none, rto: Duration.minutes(10) } } }), 'PLAN.md');

  it('has the stages in order, under the names of their folders', () => {
    const headings = [...plan.matchAll(/^## Stage (.*)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(STAGES.map(stageFolder).filter((name) => headings.includes(name)));
    expect(headings).toEqual(['02-definitions', '03-network', '06-platform']);
  });

  it('applies server-side, and then waits', () => {
    expect(plan).toContain(
      [
        'kubectl apply --server-side --field-manager=tripod -f manifests/06-platform/database.k8s.yaml',
        "kubectl wait --for=jsonpath='{.data.a}'=b configmap/settings --namespace=data --timeout=60s",
      ].join('\n'),
    );
  });

  it('looks whose cluster it is before anything is applied, once, and says at last that it is nobody’s', () => {
    const own = plan.indexOf('sh own.sh\n');
    expect(own).toBeGreaterThan(plan.indexOf('## Stage 02-definitions'));
    expect(own).toBeLessThan(plan.indexOf('kubectl apply'));
    expect(plan.match(/^sh own\.sh.*$/gm)).toEqual(['sh own.sh', 'sh own.sh --release']);
    expect(plan.trimEnd()).toMatch(/\nsh own\.sh --release\n```$/);
  });

  it('says what must exist beforehand', () => {
    expect(plan).toMatch(
      /## Must exist beforehand[\s\S]*- \[ \] A licence[\s\S]*\| data \| admin \| Opaque \| `password` = data\/admin \|[\s\S]*## Stage 02/,
    );
  });

  it('marks what is fetched from the internet', () => {
    expect(plan).toContain('**Needs the internet**: tigera-operator (its release, by URL; ');
    expect(plan).toContain('database (a licence key)');
    expect(plan).toContain(
      'kubectl apply --server-side --field-manager=tripod -k manifests/03-network/tigera-operator',
    );
  });

  it('does steps before the objects, and keeps others for later', () => {
    expect(plan.indexOf('mkfs /dev/disk')).toBeLessThan(plan.indexOf('-f manifests/06-platform/database.k8s.yaml'));
    expect(plan.indexOf('restore it')).toBeGreaterThan(plan.indexOf('## Kept for later'));
  });

  it('tears down in reverse order, definitions and namespaces last', () => {
    const down = plan.slice(plan.indexOf('## Tear-down'));
    expect(down).toMatch(/# Say goodbye\ngoodbye\nkubectl delete/);
    const paths = [...down.matchAll(/ (manifests\/\S+)$/gm)].map(([, path]) => path);
    expect(paths).toEqual([
      'manifests/06-platform/database.k8s.yaml',
      'manifests/03-network/network.k8s.yaml',
      'manifests/03-network/tigera-operator',
      'manifests/02-definitions/tigera-operator',
      'manifests/02-definitions/namespaces.k8s.yaml',
    ]);
  });

  it('names what is demanded, what is accepted, and where the proof is', () => {
    expect(plan).toContain('| objective: loss of a site | no acknowledged data lost, back within 10 min |');
    expect(plan).toContain('a broken objective fails the synth');
    const reason = 'lines are | on the hosts, too';
    const accepted = file(
      built({
        acceptedRisks: [
          { of: 'logs', failure: 'site', objective: { rpo: Duration.minutes(1), rto: Duration.hours(1) }, reason },
          { of: 'block', failure: 'city', reason },
        ],
      }),
      'PLAN.md',
    );
    expect(accepted).toContain(
      '| accepted: logs, loss of a site | at most 1 min of data lost, back within 1 h: lines are \\| on the hosts, too |',
    );
    expect(accepted).toContain('| accepted: block, loss of a city | nothing is promised: lines');
  });

  it('fetches every image of the mirror and pushes it, by digest where it is asked for by digest', () => {
    expect(plan).not.toContain('skopeo');
    const mirrored = file(built({ mirror: 'registry.bank.example/m' }), 'PLAN.md');
    const commands = /```sh\n(fetch\(\)[\s\S]*?)```/.exec(mirrored)?.[1] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'tripod-mirror-'));
    const digest = `sha256:${'0'.repeat(64)}`;
    writeFileSync(
      join(folder, 'images.txt'),
      `registry.bank.example/m/quay.io/a/b:v1\nregistry.bank.example/m/quay.io/c:v2@${digest}\n`,
    );
    const skopeo = 'skopeo() { echo "$4 $5"; }';
    const { stdout } = spawnSync('sh', ['-c', `${skopeo}\n${commands}`], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stdout.split('\n')).toEqual([
      'docker://quay.io/a/b:v1 dir:images/quay.io/a/b:v1',
      `docker://quay.io/c@${digest} dir:images/quay.io/c@${digest}`,
      'dir:images/quay.io/a/b:v1 docker://registry.bank.example/m/quay.io/a/b:v1',
      `dir:images/quay.io/c@${digest} docker://registry.bank.example/m/quay.io/c:v2`,
      '',
    ]);
  });

  it('makes the Secrets after the namespaces, from files that are not part of it', () => {
    const create =
      'kubectl create secret generic admin --namespace=data --type=Opaque --from-file=password="$SECRETS/data/admin"';
    expect(plan).toContain(create);
    expect(plan.indexOf(create)).toBeGreaterThan(plan.indexOf('-f manifests/02-definitions/namespaces.k8s.yaml'));
    expect(plan.indexOf(create)).toBeLessThan(plan.indexOf('## Stage 03-network'));
  });
});

describe('images.txt', () => {
  it('lists every image once, where the nodes look for it', () => {
    const lines = file(built({ mirror: 'registry.bank.example/m' }), 'images.txt')
      .trimEnd()
      .split('\n');
    expect(lines).toEqual([...new Set(lines)].sort());
    expect(lines.every((line) => line.startsWith('registry.bank.example/m/'))).toBe(true);
    expect(lines.some((line) => line.includes('/docker.io/jenkins/jenkins:'))).toBe(true);
  });
});

describe('a kustomization of a release that is not vendored', () => {
  const text = file(built({ mirror: 'registry.bank.example/m' }), 'manifests/03-network/tigera-operator/Kustomization');

  it('fetches pinned addresses, and reads images from the mirror', () => {
    expect(text).toMatch(
      /https:\/\/raw\.githubusercontent\.com\/projectcalico\/calico\/v[\d.]+\/manifests\/tigera-operator\.yaml/,
    );
    expect(text).toContain('newName: registry.bank.example/m/quay.io/tigera/operator');
  });

  it('leaves the namespace to the environment, with its pod security labels', () => {
    expect(text).toMatch(/\$patch: delete[\s\S]*kind: Namespace[\s\S]*name: tigera-operator/);
  });
});

describe('a vendored release', () => {
  const definition =
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: installations.operator.tigera.io\n';
  const object = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'tigera-operator', namespace: 'tigera-operator' },
  };
  const version = '1.42.3';
  const vendored = new Map([['tigera', { version, definitions: [definition], objects: [object] }]]);

  it('travels as files of the environment, definitions as bytes', () => {
    const production = built({ vendored });
    expect(file(production, 'manifests/02-definitions/tigera-operator-definitions.k8s.yaml')).toBe(
      `---\n${definition}`,
    );
    expect(file(production, 'manifests/03-network/tigera-operator.k8s.yaml')).toContain('kind: ServiceAccount');
    expect(file(production, 'PLAN.md')).not.toContain('tigera-operator (its release');
  });

  it('is what an air-gapped environment demands', () => {
    const airGapped = { airGapped: true, mirror: 'registry.bank.example' };
    expect(() => built(airGapped)).toThrow(
      /tigera-operator {2}vendored: got .*fetch from the internet, want a vendored release/,
    );
    expect(() => built({ ...airGapped, vendored })).not.toThrow();
  });

  it('has the version of the catalogue', () => {
    const old = new Map([['tigera', { version: '1.0.0', definitions: [], objects: [] }]]);
    expect(() => built({ vendored: old })).toThrow(/vendored: got Tigera operator 1\.0\.0, want 1\.42\.3/);
  });
});

describe('namespaces', () => {
  it('are made once, and enforce their level', () => {
    const production = environment();
    expect(production.namespace('a')).toBe(production.namespace('a'));
    expect(production.namespace('a').toJson()).toMatchObject({
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  });

  it('refuse two levels, and privilege without a reason', () => {
    const production = environment();
    production.namespace('a');
    expect(() => production.namespace('a', { podSecurity: 'baseline', reason: 'x' })).toThrow(
      /podSecurity: got baseline, beside restricted/,
    );
    expect(() => production.namespace('b', { podSecurity: 'privileged' })).toThrow(
      /reason: got nothing, want a reason for pod security privileged/,
    );
  });
});

it('drops an empty list of rules, which the server would drop', () => {
  const production = environment();
  const network = new Calico(production, 'network');
  const role = new ApiObject(network, 'role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'empty' },
    rules: [],
  });
  const objects = render(production).components.flatMap(({ waves }) => waves.flat());
  expect(objects.find(({ object }) => object === role)?.json).not.toHaveProperty('rules');
});
