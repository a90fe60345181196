import type { Tree } from '../lib/values';
import { annotation } from './object';

/** The annotations by which a program steers the plugin. Source: metadata/annotations.go. */
export const waitFor = (object: Tree): string => annotation(object, 'pulumi.com/waitFor');
export const skipsAwait = (object: Tree): boolean => annotation(object, 'pulumi.com/skipAwait') === 'true';
export const forcesPatch = (object: Tree): boolean => annotation(object, 'pulumi.com/patchForce') === 'true';
export const fieldManagerOf = (object: Tree): string => annotation(object, 'pulumi.com/patchFieldManager');

/** What deletion does to dependents: foreground unless said otherwise (metadata/overrides.go, DeletionPropagation). */
export function propagation(object: Tree): 'Orphan' | 'Background' | 'Foreground' {
  const wanted = annotation(object, 'pulumi.com/deletionPropagationPolicy').toLowerCase();
  if (wanted === 'orphan') return 'Orphan';
  return wanted === 'background' ? 'Background' : 'Foreground';
}

/**
 * Seconds that an operation may take: the resource option (0 where there is none), else the annotation, else 10 minutes.
 * Source: metadata/overrides.go, TimeoutDuration.
 */
export function timeLimit(option: number, object: Tree): number {
  const annotated = annotation(object, 'pulumi.com/timeoutSeconds');
  return option || (/^\d+$/.test(annotated) ? Number(annotated) : tenMinutes);
}

const tenMinutes = 600;
