import { Duration } from 'cdk8s';
import { Problems, type SecretValue } from '../../core';
import type { Action } from '../plan/action';
import { repairWitness, takeEpoch, waitForLeases } from './actions';
import { beginEpoch } from './begin';
import { checkWitnessProps } from './check';
import type { WitnessProps, WitnessServer } from './props';
import { type Asked, asking, reading } from './script';

/** How often a guard asks, and how long closing takes before it ends the server: as `tripod-agent guard` has them. */
export const POLL = Duration.seconds(1);
export const CLOSE_LIMIT = Duration.seconds(3);

/** What clocks of two machines may differ by while the time passes: far more than any that runs at all. */
const DRIFT = 1.1;

/** Where guards find the secret of their key, unless they are told of another file. */
export const WITNESS_SECRET_FILE = '/etc/tripod/witness.secret';

export interface TakeOptions {
  /**
   * Whether the plan waits until the old side has closed by itself. Only what was stopped by command, and asked whether it
   * is, needs no wait. @default true
   */
  readonly waits?: boolean;
  /**
   * Lines of bash that record `$EPOCH` with the holders of `$FROM`, for the way back: without them these stay closed.
   * @default - nothing is recorded
   */
  readonly back?: readonly string[];
}

/**
 * Says whose turn it is: one number for a pair, the epoch, and the environment that has it. More than half of the servers
 * must say so, and none of them stands where either side does.
 */
export class Witness {
  /** An epoch that stands in a TXT record of name servers. @throws TripodError with every fault of the props */
  static dns(props: WitnessProps): Witness {
    const problems = new Problems('witness');
    checkWitnessProps(props, problems);
    problems.throwIfAny();
    return new Witness(props);
  }

  /** Zone that the servers keep, without a dot behind it. */
  readonly zone: string;
  /** Name of the record, with a dot behind it: `_epoch.pair.prod.bank.example.`. */
  readonly record: string;
  readonly servers: readonly Required<Omit<WitnessServer, 'site'>>[];
  readonly sites: readonly string[];
  readonly lease: Duration;
  /** Longest time until a holder takes no write any more, after the witness stopped confirming its side: 14 s. */
  readonly closesWithin: Duration;
  /** The same with what clocks may differ by: as long as a fail-over waits. */
  readonly wait: Duration;
  /** Secret of the key by which guards ask, in base64. */
  readonly key: SecretValue;
  readonly keyName: string;
  /** Name of the key by which plans change the epoch and records. */
  readonly planKeyName: string;

  private constructor({ zone, pair = 'pair', servers, key, keyName, lease = Duration.seconds(10) }: WitnessProps) {
    this.zone = zone;
    this.record = `_epoch.${pair}.${zone}.`;
    this.servers = servers.map(({ name, address, port = 53 }) => ({ name, address, port }));
    this.sites = servers.flatMap(({ site }) => site ?? []);
    this.lease = lease;
    this.closesWithin = Duration.seconds(lease.toSeconds() + POLL.toSeconds() + CLOSE_LIMIT.toSeconds());
    this.wait = Duration.seconds(Math.ceil(this.closesWithin.toSeconds() * DRIFT));
    this.key = key;
    this.keyName = keyName;
    this.planKeyName = `${keyName}-plan`;
  }

  /** How many servers are more than half of them. */
  get majority(): number {
    return Math.floor(this.servers.length / 2) + 1;
  }

  /**
   * Flags by which `tripod-agent` asks, as a guard before the name of what it guards.
   * @param self environment whose side it is
   * @param secretFile file that holds the secret of the key and nothing else
   * @param keyName of that key
   */
  arguments(self: string, secretFile = WITNESS_SECRET_FILE, keyName = this.keyName): readonly string[] {
    return [
      ...this.servers.flatMap(({ address, port }) => ['--witness', `${address}:${port}`]),
      ...['--record', this.record, '--self', self],
      ...['--lease', `${this.lease.toSeconds()}s`, '--poll', `${POLL.toSeconds()}s`],
      ...['--close-limit', `${CLOSE_LIMIT.toSeconds()}s`],
      ...['--tsig-name', keyName, '--tsig-algorithm', 'hmac-sha256', '--tsig-secret-file', secretFile],
    ];
  }

  /**
   * Takes the epoch away from `$FROM` and gives it to `$TO`, and waits until the old side has closed by itself. Refuses
   * where the witness says anything but `$PREVIOUS $FROM`, and where fewer than half of the servers follow.
   */
  take({ waits = true, back = [] }: TakeOptions = {}): readonly Action[] {
    return [takeEpoch(this.asked, back), ...(waits ? [waitForLeases(this.asked, this.wait)] : [])];
  }

  /** Tells servers that were away. */
  repair(): readonly Action[] {
    return [repairWitness(this.asked)];
  }

  /** Lines of bash that print what more than half of the servers say: `7 production`. */
  read(): readonly string[] {
    return [...asking(this.asked), ...reading(), 'witness_read'];
  }

  /**
   * Lines of bash that begin with epoch 1, on all servers. They refuse where any of them has begun otherwise.
   * @param side environment whose turn it is first
   */
  begin(side: string): readonly string[] {
    return beginEpoch(this.asked, side);
  }

  /** What has to be in place before the first guard starts. */
  get prerequisites(): readonly string[] {
    const { servers, zone, keyName, planKeyName } = this;
    const single = 'It is a single point: while it is away, or its place, everything guarded is closed';
    return [
      `${servers.length} name server(s) outside of both cities keep the zone ${zone}, each by itself, as recovery/witness says: ${servers.map(({ name, address }) => `${name} (${address})`).join(', ')}. ${servers.length === 1 ? single : `${this.majority} of them must answer`}`,
      `"$SECRETS/witness.key" holds the TSIG key ${planKeyName}, as tsig-keygen prints it, wherever a plan is run; that of ${keyName}, which guards have, may only ask`,
    ];
  }

  /** @internal */
  get asked(): Asked {
    const { record, zone, servers, majority } = this;
    return { record, zone: `${zone}.`, servers, majority };
  }
}
