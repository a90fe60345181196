// First, before anything has taken Pulumi's classes.
import { constructing } from '../constructing';
import { runtime } from '@pulumi/pulumi';
import { prove, render } from 'tripod-iac';
import { deploy } from 'tripod-iac/pulumi';
import { chain } from '../chain';
import { report } from '../measure';
import { vendored } from '../../test/support/vendored';

/** A chain of components, handed to Pulumi without an engine: what the bridge itself takes. */
async function main(objects: number): Promise<void> {
  const { environment } = chain(objects / EACH, { each: EACH, vendored: vendored() });
  await runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: { metadata: { uid: 'uid' }, ...(inputs as object) } }),
      call: () => ({}),
    },
    'tripod',
    'production',
    false,
    'organization',
  );
  const proving = () => {
    const started = performance.now();
    render(environment);
    prove(environment);
    return performance.now() - started;
  };
  // The first time is slower than the one inside `deploy` will be.
  proving();
  const proved = proving();
  const started = performance.now();
  const { resources: made } = await deploy(environment, { kubeconfig: '' });
  const total = performance.now() - started;
  report(made.size, objects, performance.now() - (total - proved - constructing.milliseconds));
}

/** Objects of a component. */
const EACH = 50;

void main(Number(process.argv[2]));
