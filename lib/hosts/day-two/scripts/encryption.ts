/** `tripod-encryption`: the keys of Secrets at rest, exchanged without a Secret that nobody can read. */
export const ENCRYPTION_SCRIPT = `#!/bin/sh
# tripod-encryption COMMAND
# Keys by which the API servers encrypt Secrets before etcd stores them. The first key writes, every key reads. A key is
# exchanged in this order, each step on all masters before the next one is done on any (the plan has the commands): the
# new key comes second, then first, then every Secret is written anew, then the old key goes.
#
#   list                      names of the keys, the first of which writes
#   new NAME                  makes a key, and adds it
#   show NAME                 its line of the keys, for \`add\` on another master
#   add                       adds the line from the standard input, at the end
#   first NAME                lets a key write that all masters have
#   remove NAME --rewritten   takes a key away, once no Secret is left that needs it

case "\${1:-}" in
  -h | --help)
    sed -n '2,/^$/s/^# \\{0,1\\}//p' "$0"
    exit 0
    ;;
esac

NAME=tripod-encryption
PATH=/usr/local/sbin:$PATH
. /usr/local/lib/tripod/lib.sh
umask 077

KEYS=/etc/kubernetes/encryption/keys
# There as long as the API server has not been started with the keys of the file.
PENDING=/var/lib/tripod/encryption-pending

# use: the keys of the standard input become those of the API server of this master.
use() {
  if dry_run; then
    cat >/dev/null
    say "would write $KEYS and restart kube-apiserver"
    return 0
  fi
  mkdir -p "\${PENDING%/*}"
  touch "$PENDING"
  write_file "$KEYS" 0600 || true
  proceed
}

proceed() {
  tripod-bootstrap encryption
  # It looks at its file each minute, and says nobody when it did; a restart is certain, and no request fails by it.
  tripod-restart kube-apiserver
  rm -f "$PENDING"
}

names() {
  cut -d: -f1 "$KEYS"
}

line_of() {
  awk -F : -v name="$1" '$1 == name' "$KEYS"
}

known() {
  [ -n "\${1:-}" ] || fail "needs the name of a key; \\\`tripod-encryption list\\\` shows them"
  [ -n "$(line_of "$1")" ] || fail "there is no key $1; there are $(names | tr '\\n' ' ')"
}

add() {
  name=\${1%%:*}
  case "$name" in '' | *[!a-z0-9-]*) fail "a key is called by small letters, digits and dashes" ;; esac
  [ "$(echo "\${1#*:}" | base64 -d 2>/dev/null | wc -c)" -eq 32 ] || fail "the key $name is not 32 bytes in base64"
  there=$(line_of "$name")
  if [ "$there" = "$1" ]; then return 0; fi
  [ -z "$there" ] || fail "there is another key $name; call the new one otherwise"
  say "adding the key $name"
  { cat "$KEYS" && echo "$1"; } | use
}

new() {
  case "\${1:-}" in '' | *[!a-z0-9-]*) fail "needs a name of small letters, digits and dashes" ;; esac
  [ -z "$(line_of "$1")" ] || return 0
  add "$1:$(head -c 32 /dev/urandom | base64)"
}

first() {
  known "\${1:-}"
  [ "$(names | head -n 1)" != "$1" ] || return 0
  say "the key $1 writes from now on"
  { line_of "$1" && awk -F : -v name="$1" '$1 != name' "$KEYS"; } | use
}

remove() {
  [ "\${2:-}" = --rewritten ] || fail "a Secret that only this key reads is lost with it; write all anew first, then say --rewritten"
  [ -n "\${1:-}" ] && [ -n "$(line_of "$1")" ] || return 0
  [ "$(names | head -n 1)" != "$1" ] || fail "the key $1 writes; let another one be first"
  say "removing the key $1"
  awk -F : -v name="$1" '$1 != name' "$KEYS" | use
}

is_master || fail "has no API server; run it on a master"
[ "$TRIPOD_ENCRYPTION" = secretbox ] || fail "a key management service has the keys; exchange them there"
[ -s "$KEYS" ] || fail "$KEYS is missing; \\\`tripod-bootstrap encryption\\\` makes it on the first master"
command=\${1:-}
[ -n "$command" ] || fail "needs a command; see --help"
shift
case "$command" in
  list) names ;;
  show)
    known "\${1:-}"
    line_of "$1"
    ;;
  new | add | first | remove)
    only_one
    [ ! -e "$PENDING" ] || proceed
    if [ "$command" = add ]; then
      IFS= read -r line || true
      add "$line"
    else
      "$command" "$@"
    fi
    ;;
  *) fail "unknown command $command; see --help" ;;
esac
`;
