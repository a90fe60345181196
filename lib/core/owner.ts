/**
 * Annotations of the namespace kube-system that say whose cluster it is: the name of the environment, and who applies it,
 * `files` or `pulumi`.
 */
export const RECORD = { environment: 'tripod/environment', owner: 'tripod/owner' } as const;

/** As whom objects are applied, by `kubectl` in the plan and by Pulumi: either takes over from the other without a conflict. */
export const FIELD_MANAGER = 'tripod';

/** Stands on every object that Tripod writes. Nothing that derives from a construct's place may be added. */
export const LABELS = { 'app.kubernetes.io/managed-by': 'tripod' };
