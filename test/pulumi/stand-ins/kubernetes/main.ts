import { serve } from '../lib/serve';
import { kubernetesProvider } from './provider';

/**
 * A program that stands in for `pulumi-resource-kubernetes` where tests have no official one. It prints its port; an
 * engine with PULUMI_DEBUG_PROVIDERS=kubernetes:PORT uses it.
 */
serve('kubernetes', kubernetesProvider).then(
  (port) => console.log(port),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
