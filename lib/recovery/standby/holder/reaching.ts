import { quote } from '../../../hosts';
import { INBOX } from '../scripts/paths';
import type { Side } from './side';

/** A machine as the functions take it. */
const ARGUMENT = { name: '$1', address: '$1' };

/** Seconds within which a host answers that is there. */
const ANSWER = 5;

/**
 * Functions of bash about the masters of a side. Those that did not answer when a take-over began take no part in it: the
 * list is kept, so that every step of a run has the same masters.
 */
export function reaching(side: Side): readonly string[] {
  const { environment, machines } = side;
  const kept = `"$STATE/masters-${environment.name}"`;
  return [
    ...functions(side),
    `taking_part() { if [[ -s ${kept} ]]; then cat ${kept}; else all_masters; fi; }`,
    'everywhere() {',
    '  # LINE: on all that take part at the same time; fails where it fails on any.',
    '  local master job jobs=() failed=0',
    '  while read -r master; do',
    '    { on_host "$master" "$1" 2>&1 | sed "s/^/$master: /"; } &',
    '    jobs+=("$!")',
    '  done < <(taking_part)',
    '  for job in "${jobs[@]}"; do wait "$job" || failed=1; done',
    '  return "$failed"',
    '}',
    'somewhere() {',
    '  # LINE: on the first one where it succeeds.',
    '  local master',
    '  while read -r master <&3; do if answers "$master" && on_host "$master" "$1"; then return; fi; done 3< <(taking_part)',
    '  return 1',
    '}',
    'choose_masters() {',
    '  # Keeps which masters answer: more than half of them must.',
    '  local master here=() silent=0',
    '  while read -r master <&3; do',
    '    if answers "$master"; then here+=("$master"); else echo "$master does not answer: it takes no part" >&2; silent=$((silent + 1)); fi',
    '  done 3< <(all_masters)',
    '  ((${#here[@]} > silent)) || { echo "too few masters for a majority of etcd" >&2; return 1; }',
    `  printf '%s\\n' "\${here[@]}" >${kept}`,
    '}',
    'send() {',
    '  # FOLDER FILE…: puts files where restore.sh reads them, on all that take part.',
    '  local master job jobs=() failed=0',
    '  while read -r master; do',
    '    { tar -C "$1" -cf - "${@:2}" | receive "$master"; } &',
    '    jobs+=("$!")',
    '  done < <(taking_part)',
    '  for job in "${jobs[@]}"; do wait "$job" || failed=1; done',
    '  return "$failed"',
    '}',
    `receive() { ${machines.pipe(ARGUMENT, `install -d -m 0700 ${INBOX} && tar -C ${INBOX} --no-same-owner -xf -`)}; }`,
  ];
}

/** The same for the other side of the pair, as far as it is asked for anything; names end in `_there`. */
export function reachingThere(side: Side): readonly string[] {
  return [
    ...functions(side, '_there'),
    'somewhere_there() {',
    '  # LINE: on the first master of the other side where it succeeds.',
    '  local master',
    '  while read -r master <&3; do if answers_there "$master" && on_host_there "$master" "$1"; then return; fi; done 3< <(all_masters_there)',
    '  return 1',
    '}',
  ];
}

/** Functions about hosts that are no masters. Those for which something fails are kept in a list. */
export function workers({ environment, machines, workers: hosts, atOnce, invite, join }: Side): readonly string[] {
  return [
    `invite() { ${machines.run(ARGUMENT, invite)}; }`,
    `take_invitation() { ${machines.pipe(ARGUMENT, join)}; }`,
    `workers_list() { echo "$STATE/workers-${environment.name}"; }`,
    'all_workers() {',
    '  # FUNCTION: called for each of them, some at a time.',
    '  local host job jobs=()',
    '  local -A called',
    `  : >"$STATE/workers-${environment.name}"`,
    `  for host in ${hosts.map(({ address }) => address).join(' ')}; do`,
    '    { "$1" "$host" </dev/null 2>&1 | sed "s/^/$host: /"; } &',
    '    jobs+=("$!")',
    '    called["$!"]=$host',
    `    ((\${#jobs[@]} < ${atOnce})) || collect_workers`,
    '  done',
    '  collect_workers',
    '}',
    'collect_workers() {',
    `  for job in "\${jobs[@]}"; do wait "$job" || echo "\${called[$job]}" >>"$STATE/workers-${environment.name}"; done`,
    '  jobs=()',
    '}',
  ];
}

function functions({ masters, machines }: Side, suffix = ''): readonly string[] {
  return [
    `all_masters${suffix}() { printf '%s\\n' ${masters.map(({ address }) => address).join(' ')}; }`,
    `on_host${suffix}() { printf '%s\\n' "$2" | ${machines.pipe(ARGUMENT, 'sh -s')}; }`,
    `answers${suffix}() {`,
    '  # shellcheck disable=SC2016,SC1003 # its own argument, and quotes within quotes',
    `  timeout ${ANSWER} bash -c ${quote(machines.run(ARGUMENT, 'true'))} - "$1" </dev/null >/dev/null 2>&1`,
    '}',
  ];
}
