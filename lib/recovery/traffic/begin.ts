import { type Asked, asking, raising, reading, swapping } from '../witness/script';
import { known, leading, ledThere, type Led } from './script';

/** Lines that lead the records to the side whose turn it is, by the epoch that the servers have. */
export function beginRecords(asked: Asked, led: Led, side: string): readonly string[] {
  return [
    ...asking(asked),
    ...known(led),
    ...ledThere(),
    ...reading(),
    ...swapping(asked),
    ...raising(),
    ...leading(),
    'read -r EPOCH TO <<<"$(witness_read)"',
    `[[ $TO == '${side}' ]] || { echo "it is the turn of $TO, not of ${side}" >&2; exit 1; }`,
    `traffic_all '${side}'`,
  ];
}
