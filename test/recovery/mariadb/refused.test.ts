import { Duration, Size } from 'cdk8s';
import { App, Chart } from 'cdk8s';
import { MariaDb, type MariaDbProps } from 'tripod-iac';
import { expectRefused } from '../../support/refused';
import type { Loose } from '../../support/objects';
import { BLOCK, ledger, ledgers, sides, witness } from './ledgers';

const one = (props: Loose) => () => ledger(props as Partial<MariaDbProps>);
const two = (here: Loose, there: Loose) => () => ledgers(here as Partial<MariaDbProps>, there as Partial<MariaDbProps>);
const named = (id: string) => () => new MariaDb(sides()[0], id, { witness: witness(), volumes: BLOCK });

const BAD: Readonly<Record<string, readonly [() => unknown, string]>> = {
  'no props': [() => new MariaDb(sides()[0], 'ledger', undefined as unknown as MariaDbProps), 'witness: got nothing'],
  'no witness': [one({ witness: undefined }), 'witness: got nothing'],
  'a witness by its name': [one({ witness: 'dns' }), 'witness: got dns'],
  'no volumes': [one({ volumes: undefined }), 'volumes: got nothing'],
  'a size of half a GiB': [one({ size: Size.mebibytes(512) }), 'size: got 512 MiB'],
  'a size as a number': [one({ size: 100 }), 'size: got 100'],
  'no memory': [one({ memory: Size.mebibytes(128) }), 'memory: got 128 MiB'],
  'half a server': [one({ replicas: 1.5 }), 'replicas: got 1.5'],
  'no server': [one({ replicas: 0 }), 'replicas: got 0'],
  'ten servers': [one({ replicas: 10 }), 'replicas: got 10'],
  'a host of another cluster': [one({ hosts: ['hf-a-worker-1'] }), 'hosts: got'],
  'hosts as a text': [one({ hosts: 'sh-a-worker-1' }), 'hosts: got sh-a-worker-1'],
  'two servers on one host': [
    one({ replicas: 2, hosts: ['sh-a-worker-1', 'sh-a-worker-1'] }),
    'want 2 different host(s)',
  ],
  'fewer hosts than servers': [one({ replicas: 3, hosts: ['sh-a-worker-1'] }), 'want 3 different host(s)'],
  'an arbitrator that is none': [one({ replicas: 2, arbitrator: 'nowhere' }), 'arbitrator: got nowhere'],
  'an arbitrator beside servers': [
    one({ replicas: 2, arbitrator: 'sh-a-worker-2' }),
    'arbitrator: got sh-a-worker-2 at sh-a',
  ],
  'an arbitrator for one server': [
    one({ arbitrator: 'sh-w-voter-1' }),
    'arbitrator: got sh-w-voter-1 beside one server',
  ],
  'two sites and no third vote': [
    () => new MariaDb(sides()[1], 'ledger', { witness: witness(), volumes: BLOCK, replicas: 2 }),
    'replicas: got 2 servers and no other vote',
  ],
  'most votes at one site': [
    one({ replicas: 3, hosts: ['sh-a-worker-1', 'sh-a-worker-2', 'sh-b-worker-1'] }),
    'hosts: got 2 vote(s) at sh-a, 1 vote(s) at sh-b, 1 vote(s) at sh-w',
  ],
  'no time as lag': [one({ lag: Duration.millis(0) }), 'lag: got 0 seconds'],
  'a lag as a number': [one({ lag: 5 }), 'lag: got 5'],
  'binary logs for an hour': [one({ binlogs: Duration.hours(1) }), 'binlogs: got 1 hours'],
  'a domain of none': [one({ domain: 0 }), 'domain: got 0'],
  'a domain beyond all': [one({ domain: 1000 }), 'domain: got 1000'],
  'a namespace with a dot': [one({ namespace: 'a.b' }), 'namespace: got a.b'],
  'cpu as a number': [one({ cpu: 2 }), 'cpu: got 2'],
  'no loss over a distance': [one({ rpo: Duration.millis(0) }), 'rpo: got none, want 16 s or more'],
  'a loss below the lease': [one({ rpo: Duration.seconds(5) }), 'rpo: got 5 s, want 16 s or more'],
  'a loss as a text': [one({ rpo: '1m' }), 'rpo: got 1m'],
  'an id in capitals': [named('Ledger'), 'id: got Ledger'],
  'a copy of nothing': [two({}, { follows: 'ledger' }), 'follows: got ledger'],
  'a copy of itself by domain': [two({}, { domain: 1 }), 'domain: got 1, as on the other side'],
  'a copy with a witness of its own': [two({}, { witness: witness() }), 'witness: got another one'],
  'a copy in another namespace': [two({}, { namespace: 'else' }), 'namespace: got else, and mariadb on the other side'],
  'a copy under another id': [
    () => {
      const { from, to } = { from: sides()[0], to: sides()[1] };
      const given = { witness: witness(), volumes: BLOCK };
      return new MariaDb(to, 'book', { ...given, follows: new MariaDb(from, 'ledger', given) });
    },
    'follows: got ledger, followed by book',
  ],
  'a copy in the same city': [
    () => {
      const [from] = sides();
      const given = { witness: witness(), volumes: BLOCK };
      const first = new MariaDb(from, 'ledger', given);
      return new MariaDb(from, 'ledger-2', { ...given, follows: first });
    },
    'want sites in another city than shanghai',
  ],
  'a copy of a copy': [
    () => {
      const { copy } = ledgers();
      return new MariaDb(sides()[0], 'ledger', { witness: copy.settings.witness, volumes: BLOCK, follows: copy });
    },
    'which follows itself',
  ],
  'two copies of one': [
    () => {
      const { ledger: first } = ledgers();
      return new MariaDb(sides()[1], 'ledger', { witness: first.settings.witness, volumes: BLOCK, follows: first });
    },
    'want one copy in another city',
  ],
  'a plain App': [
    () => new MariaDb(new Chart(new App(), 'plain'), 'ledger', { witness: witness(), volumes: BLOCK }),
    'got MariaDb in a plain App',
  ],
};

it.each(Object.entries(BAD))('%s is refused', (_, [make, text]) => {
  expectRefused(make, text);
});

it('reports all faults together', () => {
  try {
    ledger({ replicas: 0, domain: 0, lag: Duration.millis(0), namespace: 'A' });
  } catch (error) {
    expect((error as Error).message).toContain('4 problems');
  }
  expect.assertions(1);
});
