/** Bits per second of a link, as network people count them (1 Gbit/s = 10⁹ bit/s). */
export class Bandwidth {
  static megabits(perSecond: number): Bandwidth {
    return new Bandwidth(perSecond * 1e6);
  }

  static gigabits(perSecond: number): Bandwidth {
    return new Bandwidth(perSecond * 1e9);
  }

  private constructor(readonly bitsPerSecond: number) {}

  toString(): string {
    return this.bitsPerSecond >= 1e9 ? `${this.bitsPerSecond / 1e9} Gbit/s` : `${this.bitsPerSecond / 1e6} Mbit/s`;
  }
}
