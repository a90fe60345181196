import { tmpdir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';

/** The folder that `cdk8s.yaml` gives to the CLI, which empties it before the program starts: nothing of value may lie there. */
export const CLI_FOLDER = '.cdk8s';

/** Where the result goes, and how the cdk8s CLI takes part. */
export interface Output {
  /** Folder with one folder for each environment. */
  readonly folder: string;
  /** Folder in which the CLI looks for manifests to list. @default - the CLI takes no part, or looks into `folder` */
  readonly listing?: string;
  /** The CLI prints what it finds in `folder`, in any order. */
  readonly toStdout: boolean;
}

/**
 * Reads the wish of the caller from the environment of the process.
 * @param outdir CDK8S_OUTDIR, set by the CLI
 */
export function outputOf(outdir: string | undefined): Output {
  if (outdir === undefined || outdir === '') return { folder: resolve('dist'), toStdout: false };
  const folder = resolve(outdir);
  if (basename(folder) === CLI_FOLDER)
    return { folder: resolve(dirname(folder), 'dist'), listing: folder, toStdout: false };
  // `--stdout` makes the CLI collect files in a folder of its own below the system's temporary one.
  return { folder, toStdout: dirname(folder) === resolve(tmpdir()) && basename(folder).startsWith('cdk8s-') };
}
