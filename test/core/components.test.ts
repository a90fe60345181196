import { App } from 'cdk8s';
import { Calico, Component, Environment, render, Stage } from 'tripod-iac';
import { bank, environment } from '../support/bank';
import { Part } from '../support/part';

const ids = (production: Environment): string[] =>
  render(production).components.map(({ component }) => component.node.id);

describe('an environment', () => {
  it('has exactly one network', () => {
    const none = environment();
    expect(() => render(none)).toThrow(/production {2}network: got none, want exactly one network; fix: add one/);
    const two = environment();
    new Calico(two, 'one');
    new Calico(two, 'two');
    expect(() => render(two)).toThrow(/network: got one and two, want exactly one network; fix: remove all but one/);
  });

  it('orders components by stage, then by needs, then as created', () => {
    const production = environment();
    const late = new Part(production, 'late', { stage: Stage.RECOVERY });
    const second = new Part(production, 'second');
    const first = new Part(production, 'first');
    new Part(production, 'third');
    second.need(first);
    late.need(second);
    new Calico(production, 'network');
    expect(ids(production).slice(-5)).toEqual(['network', 'first', 'second', 'third', 'late']);
  });

  it('names a circle of components', () => {
    const production = environment();
    new Calico(production, 'network');
    const a = new Part(production, 'a');
    const b = new Part(production, 'b', { needs: [a] });
    a.need(b);
    expect(() => render(production)).toThrow(
      /production {2}needs: got a → b → a, want an order in which every component comes after what it needs/,
    );
  });
});

describe('needs', () => {
  it('of a later stage are refused', () => {
    const production = environment();
    const late = new Part(production, 'late', { stage: Stage.RECOVERY });
    expect(() => new Part(production, 'early', { stage: Stage.STORAGE, needs: [late] })).toThrow(
      /production\/early {2}needs: got production\/late of stage recovery, want components of stage storage or earlier/,
    );
  });

  it('of a later stage are refused also when they are added afterwards', () => {
    const production = environment();
    const late = new Part(production, 'late', { stage: Stage.RECOVERY });
    const early = new Part(production, 'early', { stage: Stage.STORAGE });
    expect(() => early.need(late)).toThrow(/production\/early {2}needs: got production\/late of stage recovery/);
  });

  it('of another environment are refused', () => {
    const production = environment();
    new Calico(production, 'network');
    const test = new Environment(production.node.root, 'test', { landscape: bank, tier: 'test' });
    const foreign = new Part(test, 'foreign');
    new Part(production, 'part', { needs: [foreign] });
    expect(() => render(production)).toThrow(
      /production\/part {2}needs: got test\/foreign, want components of the same environment/,
    );
  });

  it('skip what is not there', () => {
    const part = new Part(environment(), 'part');
    part.need(undefined);
    expect(part.needs).toEqual([]);
  });
});

describe('a component', () => {
  it('is not put into another', () => {
    const outer = new Part(environment(), 'outer');
    expect(() => new Part(outer, 'inner')).toThrow(
      /production\/outer\/inner {2}got a component inside the component production\/outer, want components side by side/,
    );
  });

  it('is an instance of its own class only', () => {
    const calico = new Calico(environment(), 'network');
    expect(calico).toBeInstanceOf(Component);
    expect(calico instanceof Part).toBe(false);
    expect(new Part(new App(), 'part') instanceof Calico).toBe(false);
  });

  it('knows its environment, and in a plain App that there is none', () => {
    const production = environment();
    expect(new Part(production, 'part').environment).toBe(production);
    expect(new Part(new App(), 'part').environment).toBeUndefined();
  });
});

describe('a namespace', () => {
  it('is made once, with the labels of its pod security', () => {
    const production = environment();
    const first = production.namespace('apps');
    expect(production.namespace('apps')).toBe(first);
    expect(first.toJson().metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });

  it('has one level', () => {
    const production = environment();
    production.namespace('apps');
    expect(() => production.namespace('apps', { podSecurity: 'privileged', reason: 'x' })).toThrow(
      /production\/namespaces\/apps {2}podSecurity: got privileged, beside restricted asked for earlier, want one level/,
    );
  });

  it('says why it needs more than restricted', () => {
    expect(() => environment().namespace('apps', { podSecurity: 'baseline' })).toThrow(
      /reason: got nothing, want a reason for pod security baseline/,
    );
  });
});
