import type { Duration } from 'cdk8s';
import type { Action } from '../../plan/action';
import type { Fence } from '../../plan/fence';
import type { DataHolder } from '../../plan/holder';
import { lossOf } from '../check/pair';
import type { Settings } from '../settings';
import { close, verify } from './close';
import { open } from './open';
import { look } from './look';
import { rebuild, rescue } from './return';
import { type Side, step } from './side';

/** One side, and the other one, which may be made later. */
interface Database {
  readonly environment: Side['environment'];
  readonly settings: Settings;
  readonly other: Omit<Database, 'other'> | undefined;
}

/** What plans do with one side of a database. Each step works through `member.sh` of a member, which says what it did. */
export class MariaDbHolder implements DataHolder {
  readonly side: string;
  readonly rpo: Duration;
  readonly closesWithin: Duration;

  constructor(
    private readonly database: Database,
    readonly name: string,
  ) {
    const { environment, settings } = database;
    this.side = environment.name;
    this.rpo = settings.rpo ?? lossOf(settings);
    this.closesWithin = settings.witness.closesWithin;
  }

  look(): readonly Action[] {
    return look(this.here);
  }

  close(): readonly Action[] {
    return close(this.here);
  }

  open(fence: Fence): readonly Action[] {
    return open(this.here, this.there, fence);
  }

  rescue(): readonly Action[] {
    return rescue(this.here, this.there);
  }

  rebuild(): readonly Action[] {
    return rebuild(this.here, this.there);
  }

  verify(): readonly Action[] {
    return verify(this.here);
  }

  /** Lets the side keep its turn, under another number: what `Witness.take` does for the way back. */
  recordEpoch(): readonly string[] {
    return step(['on_member "$(first_that up "${members[@]}")" keep "$EPOCH"'], this.here);
  }

  private get here(): Side {
    return { name: this.name, environment: this.database.environment, settings: this.database.settings };
  }

  private get there(): Side | undefined {
    const { other } = this.database;
    if (other === undefined) return undefined;
    return { name: this.name, environment: other.environment, settings: other.settings };
  }
}
