import type { Readiness } from '../../../core';
import type { Limits } from './resource';

/**
 * A namespace is gone when all that is in it is: longer than the ten minutes that the plugin gives everything by itself
 * (pulumi-kubernetes provider/pkg/await/await.go).
 */
const NAMESPACE: Limits = { delete: '30m' };

/** How long the steps of an object may take: as its component says, and as its kind needs. */
export function limitsOf(kind: string, readiness: readonly Readiness[]): Limits {
  if (kind === 'Namespace') return NAMESPACE;
  if (readiness.length === 0) return {};
  const longest = Math.max(...readiness.map(({ timeout }) => timeout.toSeconds()));
  return { create: `${longest}s`, update: `${longest}s`, delete: `${Math.max(longest, DELETED_WITHIN)}s` };
}

/** Seconds in which an object is gone that something must take down first. */
const DELETED_WITHIN = 600;
