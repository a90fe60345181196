import { filled, TakenValue, takenNames } from 'tripod-iac';

const a = TakenValue.of('a');
const b = TakenValue.of('b');

describe('a body with places for values', () => {
  it.each([
    ['none', { spec: { size: 3, on: true, off: undefined, list: ['x', null] } }, []],
    ['one of its own', a, ['a']],
    ['those in fields and lists, each once', { spec: { list: [[b, a], { deep: a }] } }, ['b', 'a']],
  ])('names %s', (_, body, want) => {
    expect(takenNames(body)).toEqual(want);
  });

  it('is filled wherever there is one, and else stays as it is', () => {
    const body = { kind: 'Mapping', spec: { pairs: [[a, b]], size: 3, nothing: null } };
    expect(filled(body, (name) => name.toUpperCase())).toEqual({
      kind: 'Mapping',
      spec: { pairs: [['A', 'B']], size: 3, nothing: null },
    });
    expect(body.spec.pairs).toEqual([[a, b]]);
  });
});
