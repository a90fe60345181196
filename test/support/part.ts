import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Calico, Component, type Environment, Stage } from 'tripod-iac';

/** A component that holds what a test puts into it. */
export class Part extends Component {
  constructor(scope: Construct, id: string, options: { stage?: Stage; needs?: readonly Component[] } = {}) {
    super(scope, id, { stage: Stage.PLATFORM, ...options });
  }
}

/** An object of any kind; ConfigMaps of `default` unless said otherwise. */
export function thing(scope: Construct, id: string, fields: Readonly<Record<string, unknown>> = {}): ApiObject {
  const metadata = { name: id, namespace: 'default' };
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...fields });
}

/** A part in an environment that has all that an environment needs. */
export function partOf(environment: Environment, id = 'part'): Part {
  new Calico(environment, 'network');
  return new Part(environment, id);
}
