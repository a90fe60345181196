import { App } from 'cdk8s';
import { EckOperator } from 'tripod-iac';
import { parse } from 'yaml';
import { environment } from '../support/bank';

function settings(mirror?: string): Record<string, unknown> {
  const operator = EckOperator.in(environment('production', { mirror }));
  return parse(operator?.settings['elastic-operator']?.['eck.yaml'] ?? '');
}

describe('the operator of Elastic', () => {
  it('starts what others create from the mirror too, under the whole upstream name', () => {
    expect(settings()['container-registry']).toBe('docker.elastic.co');
    expect(settings('registry.bank.example/mirror')['container-registry']).toBe(
      'registry.bank.example/mirror/docker.elastic.co',
    );
  });

  it('sends no telemetry', () => {
    expect(settings()['disable-telemetry']).toBe(true);
  });

  it('may copy the zone of a node onto pods', () => {
    expect(settings()['exposed-node-labels']).toEqual([
      'topology.kubernetes.io/.*',
      'failure-domain.beta.kubernetes.io/.*',
    ]);
  });

  it('is one for the environment, and none in a plain App', () => {
    const production = environment();
    expect(EckOperator.in(production)).toBe(EckOperator.in(production));
    expect(EckOperator.in(new App())).toBeUndefined();
  });
});
