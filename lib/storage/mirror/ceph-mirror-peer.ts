import { MirrorSide, mirrorSide, type Side, STAGE } from './side';

/** The side of the other city, which a CephMirror makes. */
export class CephMirrorPeer extends MirrorSide {
  readonly side: Side;

  constructor(id: string, side: Side) {
    super(side.environment, id, { stage: STAGE, needs: [side.storage] });
    this.side = side;
    mirrorSide(this, side);
  }
}
