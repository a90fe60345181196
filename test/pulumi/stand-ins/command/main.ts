import { serve } from '../lib/serve';
import { commandProvider } from './provider';

/**
 * A program that stands in for `pulumi-resource-command` where tests have no official one. It prints its port; an engine
 * with PULUMI_DEBUG_PROVIDERS=command:PORT uses it.
 */
serve('command', commandProvider).then(
  (port) => console.log(port),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
