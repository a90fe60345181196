/** Puts the files of a host into place; POSIX shell, since it runs on whatever the bank installs. */
export const INSTALL_SCRIPT = `#!/bin/sh
# Puts the files beside this script into place, with the modes and owners of files.tsv.
# Run as root on the host. A second run changes nothing. With --dry-run it only says what it would do.
set -eu

dry_run=no
case "\${1:-}" in
  --dry-run) dry_run=yes ;;
  --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
  '') ;;
  *) echo "install.sh: unknown option $1 (there are --dry-run and --help)" >&2; exit 2 ;;
esac

cd "$(dirname "$0")"
root="\${TRIPOD_ROOT:-}"
tab=$(printf '\\t')
tail -n +2 files.tsv | while IFS="$tab" read -r source target mode owner; do
  [ -f "$source" ] || { echo "install.sh: $source is missing; copy the whole folder again" >&2; exit 1; }
  target="$root$target"
  if [ -f "$target" ] && cmp -s "$source" "$target" \\
    && [ "0$(stat -c %a "$target")" = "$mode" ] && [ "$(stat -c %U:%G "$target")" = "$owner" ]; then
    continue
  fi
  echo "$target" >&2
  [ "$dry_run" = no ] || continue
  mkdir -p "$(dirname "$target")"
  # Written beside the target and moved over it: a reader sees the old file or the new one, never a part.
  temporary="$target.tripod-new"
  (umask 077 && cp "$source" "$temporary")
  chown "$owner" "$temporary"
  chmod "$mode" "$temporary"
  mv "$temporary" "$target"
done
`;
