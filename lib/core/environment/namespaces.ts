import { isFields, isText, Problems, show, TripodError } from '../../errors';
import { A_DNS_LABEL, isDnsLabel } from '../check/names';
import { Component } from '../component/component';
import type { Environment } from './environment';
import { NamespaceObject, type NamespaceProps, POD_SECURITY } from './namespace';
import { Stage } from '../component/stage';

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
  const path = `${component.node.path}/${show(name)}`;
  checkNamespace(path, name, props);
  const { podSecurity: level = 'restricted' } = props;
  const existing = component.node.tryFindChild(name) as NamespaceObject | undefined;
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

function checkNamespace(path: string, name: unknown, props: unknown): void {
  const problems = new Problems(path);
  const fields = isFields(props);
  problems.check(isDnsLabel(name), {
    at: 'name',
    got: name,
    want: A_DNS_LABEL,
    fix: 'rename the namespace',
  });
  problems.check(fields, { at: 'props', got: props, want: 'an object with the props', fix: 'leave it out' });
  const { podSecurity: level = 'restricted', reason }: Readonly<Record<string, unknown>> = fields ? props : {};
  const known = problems.check(
    POD_SECURITY.some((each) => each === level),
    { at: 'podSecurity', got: level, want: `one of ${POD_SECURITY.join(', ')}`, fix: 'leave it out for restricted' },
  );
  problems.check(level === 'restricted' && reason === undefined ? true : isText(reason), {
    at: 'reason',
    got: reason,
    want: `a reason for pod security ${known ? show(level) : 'beyond restricted'}`,
    fix: 'say beside `podSecurity` why the namespace needs it',
  });
  problems.throwIfAny();
}
