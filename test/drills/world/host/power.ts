/** Codes of a file that is not there, or whose host is not there any more. */
const GONE = ['ENOENT', 'ENOTDIR', 'ESRCH', 'EACCES'];

/** Touches files of a host; undefined where they are missing, as all are when the host has just lost its power. */
export function whileOn<T>(touch: () => T): T | undefined {
  try {
    return touch();
  } catch (error) {
    if (GONE.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
