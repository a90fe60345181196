import { reference } from '../catalogue/image';
import type { Rendering } from './rendering';

/** Every image that the environment starts, one a line, as its nodes ask for it. */
export function images({ environment, images }: Rendering): string {
  return images.map((entry) => `${environment.mirror.locate(reference(entry))}\n`).join('');
}
