/** Which tool applies an environment to its cluster. */
export type Door = 'files' | 'pulumi';

/** Annotations of the namespace kube-system that say whose cluster it is. */
export const RECORD = { environment: 'tripod/environment', owner: 'tripod/owner' } as const;
