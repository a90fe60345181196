import { Yaml } from 'cdk8s';
import type { RenderedHostFile } from './rendering';

/**
 * cloud-init user data of a host: its files in their places, then its commands, once, at the first start. The same files
 * as beside it, so that it can be read without tools; where a cloud takes no more than 64 KiB, cloud-init also takes it
 * through `gzip` (canonical/cloud-init doc/rtd/explanation/format.rst@24.1).
 */
export function userData(files: readonly RenderedHostFile[], commands: readonly string[]): string {
  const config = {
    write_files: files.map(({ file, content }) => ({
      path: file.path,
      permissions: file.mode,
      owner: file.owner,
      content,
    })),
    runcmd: commands,
  };
  return `#cloud-config\n${Yaml.stringify(config)}`;
}
