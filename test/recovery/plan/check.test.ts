import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../../lib/recovery/plan/action';
import { planDocuments } from '../../../lib/recovery/plan/documents';
import { Fence } from '../../../lib/recovery/plan/fence';
import type { RecoveryPlan } from '../../../lib/recovery/plan/recovery-plan';
import { expectRefused } from '../../support/refused';
import { smallPlan, step, steps } from './small-plan';

/** What a caller without types may pass. */
type Loose<T> = { readonly [K in keyof T]?: unknown };
const plan = (settings: Loose<RecoveryPlan>) => () => planDocuments({ ...smallPlan(), ...settings } as RecoveryPlan);
const one = (settings: Loose<Action>) => plan({ actions: [{ ...step('only'), ...settings }] });
const after = (first: string, second: string) =>
  plan({
    actions: [step('first', { phase: first as Action['phase'] }), step('second', { phase: second as Action['phase'] })],
  });

describe('a plan is refused', () => {
  it.each<[string, () => unknown]>([
    ['name: got City Failover', plan({ name: 'City Failover' })],
    ['from: got nothing', plan({ from: undefined })],
    ['pair: got a/b', plan({ pair: 'a/b' })],
    ['kind: got city', plan({ kind: 'city' })],
    ['title: got a blank text', plan({ title: ' ' })],
    ['title: got one ⏎ two', plan({ title: 'one\ntwo' })],
    ['decidedBy: got an empty text', plan({ decidedBy: '' })],
    ['approvals: got 3', plan({ approvals: 3 })],
    ['approvals: got nothing', plan({ approvals: undefined })],
    ['needs: got a key', plan({ needs: 'a key' })],
    ['fence: got self', plan({ fence: 'self' })],
    ['epoch: got nothing, want commands that ask the witnesses', plan({ fence: Fence.self() })],
    ['epoch: got an empty list', plan({ epoch: [] })],
    ['actions: got an empty list', plan({ actions: [] })],
    ['actions: got nothing', plan({ actions: undefined })],
    ['actions: got only twice', plan({ actions: [step('only'), step('only')] })],
    ['got nothing, want an Action', plan({ actions: [undefined] })],
    ['id: got Only', one({ id: 'Only' })],
    ['id: got ../up', one({ id: '../up' })],
    ['title: got nothing', one({ title: undefined })],
    ['phase: got promote', one({ phase: 'promote' })],
    ['time: got 0 seconds', one({ time: Duration.seconds(0) })],
    ['time: got 0.5 seconds', one({ time: Duration.millis(500) })],
    ['time: got 5', one({ time: 5 })],
    ['by: got an empty text', one({ by: '' })],
    ['commands: got none, want commands, or a role', one({ commands: [] })],
    ['commands: got nothing', one({ commands: undefined })],
    ['commands: got rm', one({ commands: 'rm' })],
    ['commands: got a, nothing, b', one({ commands: ['a', , 'b'] })],
    ['check: got an empty text', one({ check: [''] })],
    ['check: got a ⏎ b', one({ check: ['a\r\nb'] })],
    ['loses: got 7', one({ loses: 7 })],
    ['verify: got #< verify', one({ verify: ['#< verify'] })],
    ['verify: got nothing, want commands that fail', one({ verify: [] })],
    ['undo: got nothing, want commands, or why', one({ undo: [] })],
    ['undo: got nothing, want lines of bash', one({ undo: undefined })],
    ['undo: got a blank text, want a reason', one({ undo: new Lasting(' ') })],
    ['phase: got look, after first (objects)', after('objects', 'look')],
    ['phase: got fence, after first (data)', after('data', 'fence')],
    ['phase: got data, with no step of phase fence before it', one({ phase: 'data' })],
    ['fence: got a promotion in a plan without a fence', plan({ fence: undefined })],
  ])('%s', (text, make) => expectRefused(make, text));

  it('for everything at once, each at its step', () => {
    const make = one({ title: '', time: Duration.seconds(0), verify: [] });
    for (const text of ['production/city-failover/only  title', 'only  time', 'only  verify'])
      expectRefused(make, text);
  });
});

describe('a plan is taken', () => {
  it.each<[string, () => unknown]>([
    ['of looking alone, with nothing to undo', one({ phase: 'look', verify: [], undo: [] })],
    ['of people alone', one({ by: 'the operator', commands: [], verify: [] })],
    [
      'without a fence where nothing is promoted',
      plan({ fence: undefined, kind: 'site-failover', actions: [step('see')] }),
    ],
    [
      'that opens copies in a drill',
      plan({ fence: undefined, kind: 'drill', actions: steps().filter(({ phase }) => phase === 'data') }),
    ],
    ['with the witnesses asked by a function of several lines', plan({ epoch: ['ask() {\n  cat\n}', 'ask'] })],
  ])('%s', (_, make) => expect(make).not.toThrow());
});
