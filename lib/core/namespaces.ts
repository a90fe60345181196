import { TripodError } from '../errors';
import { Component } from './component';
import type { Environment } from './environment';
import { NamespaceObject, type NamespaceProps } from './namespace';
import { Stage } from './stage';

const ID = 'namespaces';

/** All namespaces of an environment, made before anything that lives in them. */
export class Namespaces extends Component {
  constructor(environment: Environment) {
    super(environment, ID, { stage: Stage.DEFINITIONS });
  }
}

/** The namespace of that name, made at the first call. */
export function namespaceIn(environment: Environment, name: string, props: NamespaceProps): NamespaceObject {
  const component = (environment.node.tryFindChild(ID) as Namespaces | undefined) ?? new Namespaces(environment);
  const existing = component.node.tryFindChild(name) as NamespaceObject | undefined;
  const level = props.podSecurity ?? 'restricted';
  const path = `${environment.node.path}/${ID}/${name}`;
  if (level !== 'restricted' && (props.reason ?? '') === '') {
    throw new TripodError([
      {
        path,
        at: 'reason',
        got: undefined,
        want: `a reason for pod security ${level}`,
        fix: 'say beside `podSecurity` why the namespace needs it',
      },
    ]);
  }
  if (existing === undefined) return new NamespaceObject(component, name, name, props);
  if (existing.podSecurity !== level) {
    throw new TripodError([
      {
        path,
        at: 'podSecurity',
        got: `${level}, beside ${existing.podSecurity} asked for earlier`,
        want: 'one level for all that share the namespace',
        fix: 'put the components into namespaces of their own',
      },
    ]);
  }
  return existing;
}
