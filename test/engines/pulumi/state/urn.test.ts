import { identityOf, parseUrn, urnOf } from '../../../../lib/engines/pulumi/state/urn';

describe('a URN', () => {
  it.each([
    ['urn:pulumi:test::tripod::kubernetes:core/v1:Pod::Pod/a/b', [], 'kubernetes:core/v1:Pod', 'Pod/a/b'],
    ['urn:pulumi:test::tripod::a:b:C$d:e:F$g:h:I::x', ['a:b:C', 'd:e:F'], 'g:h:I', 'x'],
    ['urn:pulumi:test::tripod::a:b:C::ClusterRole/system::reader', [], 'a:b:C', 'ClusterRole/system::reader'],
  ])('%s is taken apart and put together again', (urn, parents, type, name) => {
    expect(parseUrn(urn)).toEqual({ parents, type, name });
    expect(urnOf('test', 'tripod', { parents, type, name })).toBe(urn);
  });
});

describe('the identity of an object of a stack', () => {
  it.each([
    ['kubernetes:core/v1:Pod', 'Pod/a/b', '/Pod/a/b'],
    ['kubernetes:apps/v1:Deployment', 'Deployment/a/b', 'apps/Deployment/a/b'],
    ['kubernetes:apps/v1beta1:Deployment', 'Deployment/a/b', 'apps/Deployment/a/b'],
    ['kubernetes:core/v1:Namespace', 'Namespace/a', '/Namespace//a'],
    ['kubernetes:core/v1:Namespace', 'kube-system', undefined],
    ['kubernetes:core/v1:NamespacePatch', 'record', undefined],
    ['pulumi:providers:kubernetes', 'production', undefined],
  ])('%s %s is %s', (type, name, identity) => {
    expect(identityOf({ type, name })).toBe(identity);
  });
});
