/** Puts the files of a host into place; POSIX shell, since it runs on whatever the bank installs. */
export const INSTALL_SCRIPT = `#!/bin/sh
# install.sh [--dry-run] [HOST]
# Puts the files of HOST into place, with the modes and owners of its files.tsv. Run as root on the host, in a copy of
# this folder beside that of the host. Without HOST it takes the only host folder that is there. A second run changes
# nothing. With --dry-run it only says what it would do.
set -eu

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

dry_run=no
host=
for argument; do
  case "$argument" in
    --dry-run) dry_run=yes ;;
    --help) sed -n '2,5s/^# //p' "$0"; exit 0 ;;
    -*) fail "unknown option $argument (there are --dry-run and --help)" ;;
    *) host=$argument ;;
  esac
done

cd "$(dirname "$0")/.."
if [ -z "$host" ]; then
  set -- */files.tsv
  if [ "$#" -ne 1 ] || [ ! -f "$1" ]; then fail "name one of the hosts in $(pwd): install.sh HOST"; fi
  host=$(dirname "$1")
fi
[ -f "$host/files.tsv" ] || fail "$(pwd)/$host has no files.tsv; name a host whose folder was copied"
cd "$host"

root="\${TRIPOD_ROOT:-}"
tab=$(printf '\\t')
tail -n +2 files.tsv | while IFS="$tab" read -r source target mode owner; do
  [ -f "$source" ] || fail "$source is missing; copy the folders _common and $host again"
  target="$root$target"
  if [ -f "$target" ] && cmp -s "$source" "$target" \\
    && [ "0$(stat -c %a "$target")" = "$mode" ] && [ "$(stat -c %U:%G "$target")" = "$owner" ]; then
    continue
  fi
  echo "$target" >&2
  [ "$dry_run" = no ] || continue
  mkdir -p "$(dirname "$target")"
  # Written beside the target and moved over it: a reader sees the old file or the new one, never a part. The name begins
  # with a dot, since the kubelet starts whatever else lies among its manifests.
  temporary="$(dirname "$target")/.$(basename "$target").tripod-new"
  (umask 077 && cp "$source" "$temporary")
  chown "$owner" "$temporary"
  chmod "$mode" "$temporary"
  mv "$temporary" "$target"
done
`;
