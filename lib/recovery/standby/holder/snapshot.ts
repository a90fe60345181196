import { quote } from '../../../hosts';
import { location, remote, SNAPSHOTS, type Store } from '../../etcd/snapshots/store';

/** How many snapshots are tried, from the newest on: more than some damaged ones are no accident. */
const TRIES = 5;

/**
 * Functions that fetch the newest snapshot that is whole. One whose upload was cut off has no checksum, or another one: it
 * is passed over. The keys that may read the bucket stand in `$SECRETS/store.env`, as AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY.
 */
export function fetching(store: Store): readonly string[] {
  const settings = Object.entries(remote(store)).map(([name, value]) => `${name}=${quote(value)}`);
  const { caBundle } = store;
  return [
    'use_store() {',
    '  if [[ -f $SECRETS/store.env ]]; then',
    '    set -a',
    '    # shellcheck disable=SC1091 # keys of the bucket, which no file of the plan holds',
    '    . "$SECRETS/store.env"',
    '    set +a',
    '  fi',
    `  export ${settings.join(' ')} RCLONE_CONFIG_STORE_ENV_AUTH=true RCLONE_CONFIG=/dev/null`,
    ...(caBundle === undefined
      ? []
      : [
          `  printf '%s\\n' ${caBundle.trim().split('\n').map(quote).join(' ')} >"$STATE/store-ca.crt"`,
          '  export RCLONE_CA_CERT="$STATE/store-ca.crt"',
        ]),
    '}',
    'whole_snapshots() {',
    '  # Names of snapshots that have a checksum, newest first. Names begin with the minute in which they were due.',
    `  rclone lsf ${location(store)} --include '${SNAPSHOTS}-*' | grep -E '^${SNAPSHOTS}-[0-9]+-[A-Za-z0-9._-]+$' | sort -r |`,
    '    awk \'/\\.db\\.sha256$/ { sub(/\\.sha256$/, ""); has[$0] = 1; next } /\\.db$/ && has[$0]\'',
    '}',
    'is_whole() { (cd "$STATE/snapshot" && sha256sum --check --status "$1.sha256"); }',
    'fetch_newest() {',
    '  local each all',
    '  use_store',
    '  all=$(whole_snapshots)',
    '  install -d -m 0700 "$STATE/snapshot"',
    `  for each in $(head -n ${TRIES} <<<"$all"); do`,
    `    rclone copy ${location(store)} "$STATE/snapshot" --include "$each" --include "$each.sha256"`,
    '    if is_whole "$each"; then echo "$each" >"$STATE/snapshot/chosen"; echo "fetched $each"; return; fi',
    '    echo "$each is not what its checksum says: trying the one before it" >&2',
    '    rm -f "$STATE/snapshot/$each" "$STATE/snapshot/$each.sha256"',
    '  done',
    '  echo "there is no whole snapshot in the store" >&2',
    '  return 1',
    '}',
    'age_of() {',
    '  # Seconds from a snapshot to the loss of the old side.',
    `  local minute=\${1#${SNAPSHOTS}-}`,
    '  minute=${minute%%-*}',
    '  echo "$((LOST_AT > minute * 60 ? LOST_AT - minute * 60 : 0))"',
    '}',
    'is_fetched() { [[ -s $STATE/snapshot/chosen ]] && is_whole "$(<"$STATE/snapshot/chosen")"; }',
  ];
}
