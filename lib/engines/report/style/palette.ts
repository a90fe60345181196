/** Colours by what they mean. Every text colour has a contrast of at least 4.5 on the ground that it stands on (WCAG AA). */
export type Palette = Readonly<Record<keyof typeof LIGHT, string>>;

export const LIGHT = {
  ground: '#f6f7f9',
  paper: '#ffffff',
  sunk: '#eef1f4',
  ink: '#1a2230',
  quiet: '#55606f',
  line: '#d5dae1',
  edge: '#7d8896',
  accent: '#1c5a9e',
  'accent-soft': '#e2edf8',
  'good-ink': '#11603a',
  good: '#e0f2e8',
  'fair-ink': '#6a5200',
  fair: '#faf0c8',
  'poor-ink': '#8a3f00',
  poor: '#fde6d3',
  'bad-ink': '#98191f',
  bad: '#fbe3e3',
  'on-role': '#ffffff',
  'control-plane': '#1c5a9e',
  worker: '#566172',
  storage: '#6b3fa0',
  'edge-host': '#0b6a66',
  voter: '#85560a',
} as const;

export const DARK: Palette = {
  ground: '#10141a',
  paper: '#181e26',
  sunk: '#212934',
  ink: '#e7ebf1',
  quiet: '#a6b0bd',
  line: '#323c49',
  edge: '#7b8797',
  accent: '#84b8f2',
  'accent-soft': '#1c3350',
  'good-ink': '#8fddb0',
  good: '#14351f',
  'fair-ink': '#ead57a',
  fair: '#38310f',
  'poor-ink': '#f7b781',
  poor: '#432814',
  'bad-ink': '#ffa19b',
  bad: '#4a1d20',
  'on-role': '#10141a',
  'control-plane': '#84b8f2',
  worker: '#adb7c4',
  storage: '#c6a6ee',
  'edge-host': '#6fcbc4',
  voter: '#e6b768',
};

/** Pairs of a text and the ground that it stands on. */
export const PAIRS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['ground', 'paper', 'sunk', 'accent-soft'] as const).flatMap((ground) => [
    ['ink', ground] as const,
    ['quiet', ground] as const,
    ['accent', ground] as const,
  ]),
  ...(['good', 'fair', 'poor', 'bad'] as const).map((tone) => [`${tone}-ink`, tone] as const),
  ['bad-ink', 'paper'],
  ...(['paper', 'sunk'] as const).map((ground) => ['fair-ink', ground] as const),
  ['ink', 'bad'],
  ...(['control-plane', 'worker', 'storage', 'edge-host', 'voter'] as const).map((role) => ['on-role', role] as const),
];

export function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}
