import type { Link } from '../../../landscape';
import { time } from '../words/time';
import { NODE, type PlacedSite } from './places';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A link as it is drawn: a curve behind the sites, and a label that covers nothing. */
export interface DrawnLink {
  readonly link: Link;
  readonly path: string;
  readonly label: Point & { readonly width: number; readonly text: string };
}

const LABEL_HEIGHT = 20;
/** Average width of a letter at the size of labels, with some room. */
const LETTER = 6.5;
/** Where on its line a label is tried, as parts of the length. */
const TRIALS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8];

/** `1 ms · 100 Gbit/s`. */
export function linkText({ rtt, bandwidth }: Link): string {
  const trip = time(rtt.toMilliseconds({ integral: false }));
  return bandwidth === undefined ? trip : `${trip} · ${String(bandwidth)}`;
}

export function drawLinks(links: readonly Link[], sites: readonly PlacedSite[]): readonly DrawnLink[] {
  const at = new Map(sites.map((placed) => [placed.site.name, placed]));
  const taken: Box[] = sites.map(({ x, y }) => ({ x, y, width: NODE.width, height: NODE.height }));
  return links.flatMap((link) => {
    const [a, b] = link.between.map((name) => at.get(name));
    if (a === undefined || b === undefined) return [];
    const bend = bendOf(a, b, sites);
    const text = linkText(link);
    const width = text.length * LETTER + 14;
    const points = TRIALS.map((part) => pointAt(a, bend, b, part));
    const free = points.find((point) => !taken.some((box) => overlap(box, { ...point, width, height: LABEL_HEIGHT })));
    const label = free ?? pointAt(a, bend, b, 0.5);
    taken.push({ ...label, width, height: LABEL_HEIGHT });
    return [{ link, path: `M${a.x} ${a.y}Q${bend.x} ${bend.y} ${b.x} ${b.y}`, label: { ...label, width, text } }];
  });
}

/** Straight, but for sites of one row with another between them: around that one. */
function bendOf(a: PlacedSite, b: PlacedSite, sites: readonly PlacedSite[]): Point {
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const between = sites.some(({ x, y }) => y === a.y && x > Math.min(a.x, b.x) && x < Math.max(a.x, b.x));
  return a.y === b.y && between ? { ...middle, y: middle.y + NODE.height * 1.6 } : middle;
}

function pointAt(a: Point, bend: Point, b: Point, part: number): Point {
  const rest = 1 - part;
  const mix = (from: number, over: number, to: number) =>
    rest * rest * from + 2 * rest * part * over + part * part * to;
  return { x: Math.round(mix(a.x, bend.x, b.x)), y: Math.round(mix(a.y, bend.y, b.y)) };
}

/** A rectangle by its middle. */
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
}
