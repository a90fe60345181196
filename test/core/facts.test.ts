import { Duration, Size } from 'cdk8s';
import { Component, type Environment, Fact, files, render, Stage } from 'tripod-iac';
import { environment } from '../support/bank';
import { partOf } from '../support/part';

class Database extends Component {
  constructor(scope: Environment) {
    super(scope, 'database', { stage: Stage.PLATFORM });
    const hosts = scope.hostsWith('worker').map(({ name }) => name);
    this.fact(
      Fact.replicas('database', {
        groups: [{ count: 2, hosts: hosts.slice(0, 2), requests: { cpu: 0.5, memory: Size.gibibytes(1) } }],
        moves: Duration.minutes(2),
        reactions: [{ to: 'host', timers: [{ name: 'election', time: Duration.millis(1500) }] }],
      }),
    );
  }
}

it('facts.json says durations in seconds and sizes in bytes, wherever they stand', () => {
  const production = environment();
  partOf(production);
  new Database(production);
  const text = files(render(production)).find(({ path }) => path === 'facts.json')?.text ?? '';
  const { components } = JSON.parse(text) as { components: { name: string; facts: object[] }[] };
  expect(components.find(({ name }) => name === 'database')?.facts).toEqual([
    {
      type: 'replicas',
      of: 'database',
      groups: [{ count: 2, hosts: ['sh-a-worker-1', 'sh-a-worker-2'], requests: { cpu: 0.5, memory: 2 ** 30 } }],
      moves: 120,
      reactions: [{ to: 'host', timers: [{ name: 'election', time: 1.5 }] }],
    },
  ]);
  expect(text).not.toContain('inMillis');
});
