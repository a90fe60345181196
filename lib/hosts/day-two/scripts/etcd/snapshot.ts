import { ETCD_DATA } from '../../../etcd/paths';

/** Part of `tripod-etcd`: a snapshot of a member that runs. */
export const ETCD_SNAPSHOT = `
snapshot() {
  [ "$DATA" = ${ETCD_DATA} ] || fail "events are not worth a snapshot; none is made"
  file=\${1:-}
  case "$file" in /*) ;; *) fail "snapshot needs the absolute path of a file" ;; esac
  size=$(etcdctl endpoint status --write-out=fields | awk -F ' : ' '$1 == "\\"DBSize\\"" { print int($2 / 1024) + 1 }')
  for folder in "$DATA" "$(dirname "$file")"; do room "$folder" "$((2 * size))" 'a snapshot, with as much for etcd,'; done
  if dry_run; then
    say "would save a snapshot of $size KiB to $file"
    return 0
  fi
  umask 077
  # Inside the container there is no other folder of the host that may be written.
  inside=$DATA/tripod-snapshot.db
  rm -f "$inside" "$inside.part"
  etcdctl --command-timeout="$DEFRAGMENT" snapshot save "$inside" >/dev/null 2>&1 || fail "etcd gave no snapshot; \\\`tripod-etcd status\\\` says what is wrong"
  cp "$inside" "$file.tripod-new"
  rm -f "$inside"
  sum=$(sha256sum <"$file.tripod-new")
  echo "\${sum%% *}  \${file##*/}" >"$file.sha256"
  sync "$file.tripod-new" "$file.sha256"
  mv "$file.tripod-new" "$file"
  say "saved $file; it holds every Secret of the cluster as etcd has it: keep it like the masters' disks"
}
`;
