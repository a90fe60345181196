import { Duration } from 'cdk8s';
import { type Environment, Fact, liesOn, mounts, placed, systems, toStart } from '../../core';
import { lossOf } from './check/pair';
import type { Settings } from './settings';

/** What the proof has to know of one side by itself. @param template of the pods, as it is sent */
export function factsOf(of: string, template: object, settings: Settings, { hosts }: Environment): readonly Fact[] {
  const { arbitrator, volumes } = settings;
  // Bound to its host: nobody starts it elsewhere.
  const single = [Fact.replicas(of, { groups: [placed(template, hosts, 1)] }), liesOn(of, volumes)];
  const nodes = { nodes: settings.hosts, arbitrators: arbitrator === undefined ? [] : [arbitrator] };
  return [
    ...(settings.replicas === 1 ? single : [...systems.galera(of, nodes), mounts(of, volumes)]),
    Fact.dependsOn(of, witnessOf(settings)),
    ...toStart(of),
  ];
}

/** What the proof calls the witness: it stands outside of both cities. */
function witnessOf({ witness }: Settings): string {
  return `witness ${witness.record.replace(/\.$/, '')}`;
}

/** The copy in the other city, as a fact of the side that it copies. */
export function copyOf(of: string, settings: Settings, copy: Environment, hosts: readonly string[]): Fact {
  const host = copy.hosts.find(({ name }) => hosts[0] === name);
  return Fact.asyncCopy(of, { to: host?.site ?? copy.name, interval: Duration.millis(0), transfer: lossOf(settings) });
}
