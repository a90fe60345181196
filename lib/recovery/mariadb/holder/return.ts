import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../plan/action';
import { arbitrator } from './arbitrator';
import { copyTime, membersOf, type Side, step } from './side';

/**
 * Keeps what the old side alone has: writes that it acknowledged, and that had not arrived when the other side took over.
 * They are no part of the database any more. Whoever answers for it decides what becomes of each.
 */
export function rescue(side: Side, other: Side | undefined): readonly Action[] {
  const { name, environment } = side;
  const folder = `"$STATE/${name}-alone"`;
  const sound = `(cd ${folder} && sha256sum --check --quiet SHA256SUMS)`;
  return [
    {
      id: `rescue-${name}`,
      title: `Keep what ${name} in ${environment.name} alone has`,
      phase: 'data',
      time: Duration.minutes(10),
      check: step(['first_that closed "${members[@]}"', 'first_that open "${others[@]}"'], side, other),
      commands: step(
        [
          'taken=$(on_member "$(first_that open "${others[@]}")" taken)',
          `rm -rf ${folder}`,
          `mkdir -p ${folder}`,
          `on_member "$(first_that closed "\${members[@]}")" alone "$taken" | tar -C ${folder} -xf -`,
          `echo "$(<${folder}/count) transaction(s) of ${environment.name} alone, listed in $STATE/${name}-alone/transactions.tsv"`,
        ],
        side,
        other,
      ),
      verify: [sound],
      undo: new Lasting('it changes nothing: what it kept stays beside the record of the run'),
    },
  ];
}

/** Makes a side a copy anew, and has it follow. Nothing of it is thrown away before the copy has arrived whole. */
export function rebuild(side: Side, other: Side | undefined): readonly Action[] {
  const { name, environment } = side;
  const [first = '', ...rest] = membersOf(side);
  const from = other?.environment.name ?? 'the other side';
  return [
    {
      id: `rebuild-${name}`,
      title: `Make ${name} in ${environment.name} a copy of ${from}, and let it follow`,
      phase: 'data',
      time: copyTime(side, other),
      check: step(
        ['first_that open "${others[@]}"', `on_member ${first} is waiting || on_member ${first} is closed`],
        side,
        other,
      ),
      commands: step(
        [
          `if on_member ${first} is fed; then echo "${first} follows already"; else`,
          'from=$(first_that open "${others[@]}")',
          // After a switch of sides that lost nothing there is no need to copy anything.
          `if on_member ${first} is up && on_member ${first} turn_round "$(on_member "$from" taken)"; then :; else`,
          ...arbitrator(side, 0),
          ...membersOf(side).map((member) => `on_member ${member} want`),
          `on_member "$from" send | on_member ${first} receive >"$STATE/${name}.received"`,
          `[[ $(on_member "$from" sent) == "$(<"$STATE/${name}.received")" ]] || { echo 'what arrived is not what was sent' >&2; exit 1; }`,
          `on_member ${first} accept`,
          // The others take theirs from the first, which forms the group anew.
          ...arbitrator(side, 1),
          ...rest.map((member) => `on_member ${member} join`),
          'fi; fi',
        ],
        side,
        other,
      ),
      verify: step([`on_member ${first} receives 30`, `on_member ${first} state`], side),
      undo: new Lasting(`what stood in ${environment.name} is gone, but for what was kept of it before`),
    },
  ];
}
