import type { Duration } from 'cdk8s';
import { TripodError } from '../../../core';
import { KUBERNETES_API } from '../../../hosts';
import type { Action } from '../../plan/action';
import { Fence } from '../../plan/fence';
import type { DataHolder } from '../../plan/holder';
import { API_SCRIPT } from '../scripts/paths';
import { closeApi } from './close';
import { withFunctions } from './lines';
import { lookAtApi, verifyApi } from './look';
import { openApi, settleApi } from './open';
import { reaching } from './reaching';
import { rebuildApi, rescueApi } from './return';
import type { Sides } from './side';

/**
 * The API of a cluster, and what it holds in etcd, on one side of a cold pair. Where it is closed, masters have everything
 * but a running API server; it opens from a snapshot of the other side.
 */
export class ApiHolder implements DataHolder {
  readonly name = KUBERNETES_API;
  readonly side: string;
  readonly rpo: Duration;
  readonly closesWithin?: Duration;

  /** @internal */
  constructor(private readonly sides: Sides) {
    this.side = sides.own.environment.name;
    this.rpo = sides.rpo;
    if (sides.closesWithin !== undefined) this.closesWithin = sides.closesWithin;
  }

  /** Whether most masters of this side wait, and how old the newest snapshot is. */
  look(): readonly Action[] {
    return lookAtApi(this.sides);
  }

  close(): readonly Action[] {
    return closeApi(this.sides);
  }

  /**
   * Takes over from the newest snapshot; where the other side was closed by command, from one that is taken then, which
   * loses nothing. @throws TripodError without a fence, and for one by which the other side closes itself, without guards
   */
  open(fence: Fence): readonly Action[] {
    const guarded = this.closesWithin !== undefined;
    if (!(fence instanceof Fence) || (fence.kind === 'self' && !guarded)) throw noFence(this.side, fence);
    return openApi(this.sides, fence);
  }

  settle(): readonly Action[] {
    return settleApi(this.sides);
  }

  rescue(): readonly Action[] {
    return rescueApi(this.sides);
  }

  rebuild(): readonly Action[] {
    return rebuildApi(this.sides);
  }

  verify(): readonly Action[] {
    return verifyApi(this.sides);
  }

  /** Lines of bash that record `$EPOCH` on the masters, for the way back of a fence: guards then open again. */
  recordEpoch(): readonly string[] {
    const action = { id: '', title: '', phase: 'fence', time: this.rpo, verify: [], undo: [] } as const;
    const commands = [`everywhere "${API_SCRIPT} epoch $EPOCH"`];
    return withFunctions(reaching(this.sides.own), { ...action, commands }).commands;
  }
}

function noFence(side: string, fence: unknown): TripodError {
  const unguarded = fence instanceof Fence;
  return new TripodError([
    {
      path: `${side}/${KUBERNETES_API}`,
      at: 'fence',
      got: unguarded ? 'Fence.self(), and no witness' : fence,
      want: unguarded
        ? 'a witness: by it the other side closes itself'
        : 'a Fence: two sides that write cannot be put together again',
      fix: unguarded ? 'pass `witness: Witness.dns({ … })`, or another fence' : 'for example `Fence.executed()`',
    },
  ]);
}
