import { InvokeResponse } from '@pulumi/pulumi/proto/provider_pb';
import { ReadResourceResponse, RegisterResourceResponse } from '@pulumi/pulumi/proto/resource_pb';

/**
 * Keeps the engine's answers out of the debug log. Pulumi writes them there as they are, with kubeconfigs, Secrets and all
 * other secrets in plain text, and every stream of events has that log (pulumi sdk/nodejs/runtime/resource.ts and
 * invoke.ts, 3.248). To be called before anything is registered.
 */
export function hideAnswers(): void {
  for (const { prototype } of [InvokeResponse, ReadResourceResponse, RegisterResourceResponse]) {
    Object.defineProperty(prototype, 'toString', { value: () => HIDDEN, configurable: true });
  }
}

const HIDDEN = '(not shown: it may hold secrets)';
