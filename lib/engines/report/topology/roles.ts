import type { HostRole } from '../../../landscape';
import { el, type Html } from '../html';

/** How a role is drawn: a letter in a shape, so that the colour is never alone. */
interface Drawing {
  readonly letter: string;
  /** One host of it, and several. */
  readonly one: string;
  readonly many: string;
  /** Outline in a square of 20. */
  readonly path: string;
}

export const DRAWINGS: Readonly<Record<HostRole, Drawing>> = {
  'control-plane': {
    letter: 'C',
    one: 'control plane',
    many: 'control plane',
    path: 'M5.5 1.5h9L19 10l-4.5 8.5h-9L1 10z',
  },
  worker: {
    letter: 'W',
    one: 'worker',
    many: 'workers',
    path: 'M3.5 1.5h13a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2z',
  },
  storage: { letter: 'S', one: 'storage', many: 'storage', path: 'M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18z' },
  edge: { letter: 'E', one: 'edge', many: 'edge', path: 'M1.5 1.5h12L19 10l-5.5 8.5h-12z' },
  voter: { letter: 'V', one: 'voter', many: 'voters', path: 'M10 .5L19.5 8L16 19H4L.5 8z' },
};

/** The shapes, once for the page. */
export function shapes(): Html {
  return el(
    'svg',
    { class: 'shapes', width: 0, height: 0, 'aria-hidden': 'true' },
    Object.entries(DRAWINGS).map(([role, { letter, path }]) =>
      el(
        'symbol',
        { id: `shape-${role}`, viewBox: '0 0 20 20' },
        el('path', { class: 'shape', d: path }),
        el('text', { class: 'letter', x: 10, y: 14, 'text-anchor': 'middle' }, letter),
      ),
    ),
  );
}

/** The sign of a role, for a place where its name stands beside it or is said otherwise. */
export function sign(
  role: HostRole,
  at: { readonly x?: number; readonly y?: number; readonly size?: number } = {},
): Html {
  const { x, y, size = 16 } = at;
  return el(
    'svg',
    { class: `sign ${role}`, x, y, width: size, height: size, 'aria-hidden': 'true' },
    el('use', { href: `#shape-${role}` }),
  );
}
