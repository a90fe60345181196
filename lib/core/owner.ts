/**
 * Annotations of the namespace kube-system that say whose cluster it is: the name of the environment, and who applies it,
 * `files` or `pulumi`.
 */
export const RECORD = { environment: 'tripod/environment', owner: 'tripod/owner' } as const;
