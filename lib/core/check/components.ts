import type { Problems } from '../../errors';
import type { Component } from '../component/component';
import { isNetwork } from '../contracts/network';
import { sort } from '../order/sort';
import { STAGES } from '../component/stage';

/** Components in the order in which they are installed: by stage, then by needs, then as created. */
export function orderComponents(components: readonly Component[], problems: Problems): readonly Component[] {
  return STAGES.flatMap((stage) => {
    const { order, cycle } = sort(components.filter((component) => component.stage === stage));
    problems.check(cycle.length === 0, {
      at: 'needs',
      got: cycle.map((component) => component.node.id).join(' → '),
      want: 'an order in which every component comes after what it needs',
      fix: 'remove one of these needs',
    });
    return order;
  });
}

/** Checks what holds for the components of an environment together. */
export function checkComponents(components: readonly Component[], problems: Problems): void {
  const networks = components.filter(isNetwork).map((component) => component.node.id);
  problems.check(networks.length === 1, {
    at: 'network',
    got: networks.length === 0 ? 'none' : networks.join(' and '),
    want: 'exactly one network',
    fix: networks.length === 0 ? 'add one, such as `new Calico(environment, …)`' : 'remove all but one',
  });
  const own = new Set(components);
  for (const component of components) {
    const foreign = component.needs.find((need) => !own.has(need));
    problems.check(foreign === undefined, {
      path: component.node.id,
      at: 'needs',
      got: foreign?.node.path,
      want: 'components of the same environment',
      fix: 'create what it needs in this environment',
    });
  }
}
