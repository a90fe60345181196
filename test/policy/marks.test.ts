import { Secret } from '@pulumi/policy';
import { runtime } from '@pulumi/pulumi';
import { unwrap } from '../../policy/marks';
import { UNKNOWN } from '../../policy/resource/fields';

/** What stands for a value that a preview does not know, in what the engine sends. */
const LATER = (runtime as unknown as { unknownValue: string }).unknownValue;

/** The wrappers of the policy SDK, around what came from the engine: it exports one of them, and hides it from TypeScript. */
const { unknownCheckingProxy } = jest.requireActual<{ unknownCheckingProxy: (value: object) => object }>(
  '@pulumi/policy',
);
const { secretsPreservingProxy } = jest.requireActual<{ secretsPreservingProxy: (value: object) => object }>(
  '@pulumi/policy/secret',
);
const wrapped = (props: object) => unknownCheckingProxy(secretsPreservingProxy(props));

describe('inputs as the policy SDK wraps them', () => {
  it('are read behind a value that nobody knows yet', () => {
    const props = { spec: { id: LATER, list: [LATER, 'b'], image: 'nginx' } };
    expect(unwrap(unknownCheckingProxy(props)).props).toEqual({
      spec: { id: UNKNOWN, list: [UNKNOWN, 'b'], image: 'nginx' },
    });
  });

  it('tell where secrets are, at any depth, and give their values', () => {
    const props = {
      kubeconfig: new Secret('a'),
      data: new Secret({ a: 'b' }),
      spec: { keys: ['open', new Secret('c')], count: 3, none: null },
    };
    const { props: plain, secrets } = unwrap(wrapped(props));
    expect(plain).toEqual({
      kubeconfig: 'a',
      data: { a: 'b' },
      spec: { keys: ['open', 'c'], count: 3, none: null },
    });
    expect([...secrets]).toEqual(['kubeconfig', 'data', 'spec.keys[1]']);
  });

  it('may be secret and not known at once', () => {
    const { props, secrets } = unwrap(wrapped({ kubeconfig: new Secret(LATER) }));
    expect(props).toEqual({ kubeconfig: UNKNOWN });
    expect([...secrets]).toEqual(['kubeconfig']);
  });
});
