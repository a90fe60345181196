/** Account of all rehearsals, in Velero's namespace. */
export const REHEARSAL = 'rehearsal';

const SCRATCH = 'rehearsal-';

/** All namespaces of rehearsals, as Velero takes a pattern. */
export const ALL_SCRATCH = `${SCRATCH}*`;

/** Namespace that a schedule is restored into, which holds nothing else. */
export function scratchOf(schedule: string): string {
  return `${SCRATCH}${schedule}`;
}

/** Whether a namespace is called as those of rehearsals. */
export function isScratch(namespace: string): boolean {
  return namespace.startsWith(SCRATCH);
}

/** CronJob of a schedule's rehearsals. */
export function jobOf(schedule: string): string {
  return `rehearse-${schedule}`;
}

/**
 * What is restored. Nothing of it acts by itself, and nothing is seen from outside; Secrets stay where they are, since a
 * copy is one more place to read them.
 */
export const RESTORED = ['persistentvolumeclaims', 'configmaps'];
