import type { Exchange } from '../../core';
import { MirrorSide, mirrorSide, type Side, STAGE } from './side';

/** The side of the other city, which a CephMirror makes. */
export class CephMirrorPeer extends MirrorSide {
  readonly side: Side;
  override readonly exchange: Exchange;

  constructor(id: string, side: Side) {
    super(side.environment, id, { stage: STAGE, needs: [side.storage] });
    this.side = side;
    this.exchange = mirrorSide(this, side);
  }
}
