import { FAULTS } from './ha/faults';
import { command, options } from './ha/options';

const names = (...args: string[]) => options(args).turns.map(({ fault }) => fault.name);

describe('the options of the drill', () => {
  it('leave everything in, at least 24 kills, world by world', () => {
    const { turns } = options([]);
    expect(turns.length).toBeGreaterThanOrEqual(24);
    expect(new Set(names())).toEqual(new Set(FAULTS.map(({ name }) => name)));
    const worlds = turns.map(({ fault }) => fault.world);
    expect(worlds).toEqual([...worlds].sort());
  });

  it('see every failure once before any comes again', () => {
    const first = options(['--world', 'three-sites']).turns.map(({ turn }) => turn);
    expect(first).toEqual([...first].sort());
  });

  it('take about 15 minutes, and three when quick', () => {
    const seconds = (...args: string[]) => options(args).turns.reduce((sum, { fault }) => sum + fault.seconds, 0);
    expect(seconds()).toBeLessThan(14 * 60);
    expect(seconds('--quick', '--only', 'majority')).toBe(35);
    expect(names('--quick')).toEqual(['vip-holder', 'leader', 'majority', 'api-server', 'haproxy', 'restart']);
  });

  it('choose', () => {
    expect(names('--only', 'haproxy', '--only', 'site', '--quick')).toEqual(['haproxy', 'site']);
    expect(new Set(options(['--world', 'one-site']).turns.map(({ fault }) => fault.world))).toEqual(
      new Set(['one-site']),
    );
  });

  it('refuse what is not there, all at once', () => {
    expect(() => options(['--only', 'fire', '--world', 'moon'])).toThrow(/--only {2}got fire[^]*--world {2}got moon/);
    expect(() => options(['--world', 'one-site', '--only', 'site'])).toThrow('at least one failure');
    expect(() => options(['--fast'])).toThrow('--fast');
  });
});

it.each([
  [[], 'npm run drill:ha'],
  [['--quick', '--record', '/var/evidence'], 'npm run drill:ha -- --quick'],
  [['--record=/var/evidence', '--only', 'site'], 'npm run drill:ha -- --only site'],
])('%j is repeated by %s', (args, want) => {
  expect(command(args)).toBe(want);
});
