import type { LandscapeName } from '../landscapes';

/**
 * What each landscape may hold in TiB, worked by hand. A host has 16 TiB; 0.85 is the share at which Ceph warns
 * (`mon_osd_nearfull_ratio`); the largest host is lost.
 *
 * | landscape               | what is left                    | room of the copies                      | TiB   |
 * | ----------------------- | ------------------------------- | --------------------------------------- | ----- |
 * | one site by hosts       | 4 hosts × 16                    | 3 copies on 4 hosts: 0.85 × 64 / 3      | 18.13 |
 * | one site by racks       | racks of 16, 32 and 32          | a copy in each: the least, 0.85 × 16    | 13.6  |
 * | two sites and a witness | site a: 3 × 16 = 48             | 2 copies in site a: 0.85 × 48 / 2       | 20.4  |
 * | two sites in racks      | racks of 32, 16 and 16          | 2 copies: 16 is drawn by 7/12, see below| 23.31 |
 * | three sites             | sites of 32, 48 and 48          | a copy in each: the least, 0.85 × 32    | 27.2  |
 */
export const USABLE: Readonly<Record<LandscapeName, number>> = {
  'one site by hosts': (0.85 * 64) / 3,
  'one site by racks': 0.85 * 16,
  'two sites and a witness': (0.85 * 48) / 2,
  // First by 1/4; second by 1/2 × 1/2 after the 32, by 1/4 × 1/3 after the other 16.
  'two sites in racks': (0.85 * 16) / (1 / 4 + 1 / 4 + 1 / 12),
  'three sites': 0.85 * 32,
};
