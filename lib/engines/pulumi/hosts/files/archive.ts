import type { RenderedFile } from '../../../../core';

/** Bytes of a block (POSIX.1-2017, pax, "ustar Interchange Format"). */
const BLOCK = 512;

/**
 * Files as an archive that `tar -xf -` unpacks: the same files give the same bytes, whenever and wherever it is made, since
 * no entry has a time or an owner.
 * @throws where a path is longer than the format has room for, 100 bytes for the name and 155 for its folder
 */
export function archive(files: readonly RenderedFile[]): Buffer {
  const entries = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return Buffer.concat([...entries.map(entry), Buffer.alloc(2 * BLOCK)]);
}

function entry({ path, text }: RenderedFile): Buffer {
  const content = Buffer.from(text);
  const rest = (BLOCK - (content.length % BLOCK)) % BLOCK;
  return Buffer.concat([header(path, content.length), content, Buffer.alloc(rest)]);
}

function header(path: string, size: number): Buffer {
  const [folder, name] = split(path);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${octal(size, 11)}\0`, 124);
  block.write(`${octal(0, 11)}\0`, 136);
  block.write(' '.repeat(8), 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  block.write(folder, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

/** Folder and name, cut at a slash so that each fits. */
function split(path: string): readonly [string, string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [folder, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(folder) <= 155 && Buffer.byteLength(name) <= 100) return [folder, name];
  }
  throw new Error(`${path} is too long for an archive`);
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
