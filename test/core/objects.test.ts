import { ApiObject } from 'cdk8s';
import { type Problems, render, TripodError } from 'tripod-iac';
import { environment } from '../support/bank';
import { Part, partOf, thing } from '../support/part';

/** The problems of an environment with one part that `fill` has filled. */
const problemsOf = (fill: (part: Part) => void): string => {
  const part = partOf(environment());
  fill(part);
  try {
    render(part.environment!);
  } catch (error) {
    if (error instanceof TripodError) return error.message;
    throw error;
  }
  return '';
};

describe('objects', () => {
  it('pass when nothing is wrong with them', () => {
    expect(problemsOf((part) => thing(part, 'a'))).toBe('');
  });

  it.each<[string, (part: Part) => void, RegExp]>([
    [
      'of one identity, also in two API versions',
      (part) => {
        const pdb = { kind: 'PodDisruptionBudget', metadata: { name: 'x', namespace: 'default' } };
        thing(part, 'a', { ...pdb, apiVersion: 'policy/v1' });
        thing(part, 'b', { ...pdb, apiVersion: 'policy/v1beta1' });
      },
      /production\/part\/b {2}metadata\.name: got PodDisruptionBudget x, which production\/part\/a makes too/,
    ],
    [
      'without a namespace',
      (part) => thing(part, 'a', { metadata: { name: 'a' } }),
      /production\/part\/a {2}metadata\.namespace: got nothing, want a namespace for the ConfigMap/,
    ],
    [
      'of the cluster with a namespace',
      (part) => thing(part, 'a', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' }),
      /metadata\.namespace: got default, want none: ClusterRole belongs to the cluster; fix: remove it/,
    ],
    [
      'of a kind whose scope nobody knows',
      (part) => thing(part, 'a', { apiVersion: 'light.example/v1', kind: 'Lamp' }),
      /kind: got Lamp of light\.example\/v1, want a kind whose scope is known; fix: define it with `customResource/,
    ],
    [
      'in a namespace that nobody makes',
      (part) => thing(part, 'a', { metadata: { name: 'a', namespace: 'nowhere' } }),
      /metadata\.namespace: got nowhere, want a namespace that the environment makes; fix: environment\.namespace\('nowhere'\)/,
    ],
    [
      'that hold a secret',
      (part) => thing(part, 'a', { kind: 'Secret', stringData: { password: 'hunter2' } }),
      /data: got values in a Secret, want no secret in the files; fix: use a SecretObject/,
    ],
    [
      'with a Pulumi Output in a text',
      (part) => thing(part, 'a', { data: { url: 'https://Calling [toString] on an [Output<T>] is not supported.' } }),
      /got a Pulumi Output inside a text, want plain values/,
    ],
    [
      'that depend on each other in a circle',
      (part) => {
        const a = thing(part, 'a');
        const b = thing(part, 'b');
        a.node.addDependency(b);
        b.node.addDependency(a);
      },
      /production\/part {2}dependencies: got a → b → a, want no circle/,
    ],
    [
      'that depend on those of another component',
      (part) => thing(part, 'a').node.addDependency(thing(new Part(part.environment!, 'other'), 'b')),
      /production\/part\/a {2}dependencies: got production\/other\/b, want objects of production\/part; fix: name the other component in `needs`/,
    ],
  ])('%s are refused', (_, fill, message) => {
    expect(problemsOf(fill)).toMatch(message);
  });

  it('are refused all at once', () => {
    const message = problemsOf((part) => {
      thing(part, 'a', { metadata: { name: 'a', namespace: 'nowhere' } });
      thing(part, 'b', { metadata: { name: 'b' } });
    });
    expect(message.split('\n')).toHaveLength(3);
  });

  it('never print the value of a secret that they refuse', () => {
    expect(problemsOf((part) => thing(part, 'a', { kind: 'Secret', data: { p: 'aHVudGVyMg==' } }))).not.toContain(
      'aHVu',
    );
  });

  it('may be Secrets without values, and of the same name in two namespaces', () => {
    expect(
      problemsOf((part) => {
        thing(part, 'a', { kind: 'Secret', metadata: { name: 'x', namespace: 'default' } });
        thing(part, 'b', { kind: 'Secret', metadata: { name: 'x', namespace: 'kube-system' } });
      }),
    ).toBe('');
  });

  it('without a name are refused where they are made', () => {
    const part = partOf(environment());
    expect(() => new ApiObject(part, 'a', { apiVersion: 'v1', kind: 'ConfigMap' })).toThrow(
      /production\/part\/a {2}metadata\.name: got nothing, want an explicit name; fix: set metadata\.name of the ConfigMap/,
    );
  });
});

describe('what is rendered', () => {
  it('does not change when a component moves in the program or gets another id', () => {
    const rendered = (id: string) => {
      const part = partOf(environment(), id);
      thing(part, 'settings', { data: { a: 'b' } });
      const own = render(part.environment!).components.find(({ component }) => component === part);
      return JSON.stringify(own?.waves.flat().map(({ json }) => json));
    };
    expect(rendered('part')).toBe(rendered('renamed'));
  });

  it('leaves out an empty list of rules, which the API server drops', () => {
    const part = partOf(environment());
    thing(part, 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [] });
    const { components } = render(part.environment!);
    const json = components.flatMap(({ waves }) => waves.flat()).find((object) => object.json.kind === 'Role')?.json;
    expect(json).not.toHaveProperty('rules');
  });

  it('is refused where a component says so once all are there, with what mends it', () => {
    class Lamp extends Part {
      override checkComplete(problems: Problems): void {
        const others = this.environment?.components.filter(({ node }) => node.id === 'part') ?? [];
        problems.check(others.length === 0, {
          path: 'bulb',
          at: 'light',
          got: 'a part',
          want: 'none',
          fix: 'remove it',
        });
      }
    }
    expect(problemsOf((part) => new Lamp(part.environment!, 'lamp'))).toMatch(
      /production\/lamp\/bulb {2}light: got a part, want none; fix: remove it/,
    );
  });

  it('is refused where a construct says that it is not valid', () => {
    expect(problemsOf((part) => part.node.addValidation({ validate: () => ['wants a lamp'] }))).toMatch(
      /production\/part {2}got wants a lamp, want a valid construct/,
    );
  });
});
