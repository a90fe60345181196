import { Environment, render } from 'tripod-iac';
import { platform } from '../../examples/openshift/main';
import type { Loose } from '../support/objects';

it('keeps the tenants of a branch on OpenShift apart', () => {
  const [branch] = platform()
    .node.findAll()
    .filter((construct) => Environment.isEnvironment(construct));
  const { components } = render(branch!);
  const [network] = components.flatMap(({ waves }) => waves.flat()).map(({ json }) => json as Loose);
  expect(components).toHaveLength(1);
  expect(network.spec.clusterNetwork).toEqual([{ cidr: '10.140.0.0/14', hostPrefix: 23 }]);
  expect(network.spec.defaultNetwork.openshiftSDNConfig.mode).toBe('Multitenant');
});
