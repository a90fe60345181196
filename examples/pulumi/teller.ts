import { getStack } from '@pulumi/pulumi';
import { k8s } from 'cdk8s-plus-27';
import { Component, type Environment, Stage } from 'tripod-iac';
import { deploy } from 'tripod-iac/pulumi';
import { bank } from './bank';

/** A component of the bank's own, beside those of the library. */
export class Teller extends Component {
  constructor(scope: Environment, id: string) {
    super(scope, id, { stage: Stage.PLATFORM });
    const namespace = this.inNamespace('teller');
    new k8s.KubeConfigMap(this, 'rates', { metadata: { name: 'rates', namespace }, data: { USDCNY: '7.09' } });
  }
}

/** A program that deploys an environment beside resources of its own: `deploy` in place of `program`. */
export async function teller(kubeconfig: string, production = bank(getStack())) {
  new Teller(production, 'teller');
  const { resources, cluster } = await deploy(production, { kubeconfig });
  return { cluster, rates: resources.get('ConfigMap/teller/rates')?.urn };
}
