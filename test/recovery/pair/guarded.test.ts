import { Problems } from 'tripod-iac';
import { guarded } from './guarded';

const { make } = guarded();
const pair = make();
const ids = Object.fromEntries(pair.plans.map(({ name, actions }) => [name, actions.map(({ id }) => id)]));

describe('a pair with a database that closes by itself', () => {
  it('takes the epoch, opens the data, and leads users to it', () => {
    const order = [
      'look-at-mariadb-ledger',
      'take-epoch',
      'wait-for-leases',
      'open-mariadb-ledger',
      'lead-mariadb-ledger',
    ];
    const places = order.map((id) => ids['city-failover']?.indexOf(id) ?? -1);
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('keeps what the old side has alone before it is made a copy, and opens it in the end', () => {
    const order = [
      'rescue-mariadb-ledger',
      'rebuild-mariadb-ledger-1',
      'take-epoch',
      'close-mariadb-ledger',
      'open-mariadb-ledger',
    ];
    const found = ids['failback']?.filter((id) => order.includes(id));
    expect(found?.slice(0, order.length)).toEqual(order);
  });

  it('asks the witness whose turn it is before a plan that makes a turn', () => {
    for (const { epoch, fence } of pair.plans) expect(epoch === undefined).toBe(fence === undefined);
  });

  it('has nothing to say once it is whole, and writes all plans', () => {
    const problems = new Problems('');
    pair.checkComplete(problems);
    expect(problems.all).toEqual([]);
    expect(pair.documents.length).toBeGreaterThan(50);
  });
});
