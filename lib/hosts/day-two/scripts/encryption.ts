import { ENCRYPTION_KEYS } from '../../encryption/configuration';
import { KEY_FUNCTIONS } from '../../encryption/key-functions';
import { STATE } from '../../scripts/paths';
import { hostScript } from '../../scripts/script';

/** `tripod-encryption`: the keys of Secrets at rest, exchanged without a Secret that nobody can read. */
export const ENCRYPTION_SCRIPT = hostScript({
  name: 'tripod-encryption',
  help: `tripod-encryption COMMAND
Keys by which the API servers encrypt Secrets before etcd stores them. The first key writes, every key reads. A key is
exchanged in this order, each step on all masters before the next one is done on any (the plan has the commands): the
new key comes second, then first, then every Secret is written anew, then the old key goes.

  list                      names of the keys, and fingerprints by which they are compared; 1 where the API server does
                            not use them yet
  new NAME                  makes a key, and adds it
  show NAME                 its line of the keys, for \`add\` on another master
  add                       adds the line from the standard input, at the end
  first NAME                lets a key write that all masters have
  remove NAME --rewritten   takes a key away, once no Secret is left that needs it. Snapshots from before still do: keep
                            the key in the safe for as long as them`,
  body: `
umask 077

KEYS=${ENCRYPTION_KEYS}
# There as long as the API server has not been started with the keys of the file.
PENDING=${STATE}/encryption-pending

${KEY_FUNCTIONS.trim()}

# use KEYS: they become those of the API server of this master. Never through a pipe: it would not notice half of them.
use() {
  if dry_run; then
    say "would write $KEYS and restart kube-apiserver"
    return 0
  fi
  mkdir -p "\${PENDING%/*}"
  touch "$PENDING"
  printf '%s\\n' "$1" | write_file "$KEYS" 0600
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

# list: equal names may stand for different keys, which nobody should have to see to compare them.
list() {
  writes=' writes'
  while IFS=: read -r name key; do
    echo "$name $(printf '%s' "$key" | sha256sum | cut -c 1-12)$writes"
    writes=
  done <"$KEYS"
  [ ! -e "$PENDING" ] || fail "the API server may not use them yet; run again what was interrupted"
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
  key_name "$name" || fail "a key is called by lower-case letters, digits and hyphens"
  key_fits "\${1#*:}" || fail "the key $name is not 32 bytes in base64"
  there=$(line_of "$name")
  if [ "$there" = "$1" ]; then return 0; fi
  [ -z "$there" ] || fail "there is another key $name; call the new one otherwise"
  say "adding the key $name"
  keys=$(cat "$KEYS" && echo "$1")
  use "$keys"
}

new() {
  key_name "\${1:-}" || fail "needs a name of lower-case letters, digits and hyphens"
  [ -z "$(line_of "$1")" ] || return 0
  add "$1:$(random_key)"
}

first() {
  known "\${1:-}"
  [ "$(names | head -n 1)" != "$1" ] || return 0
  say "the key $1 writes from now on"
  keys=$(line_of "$1" && awk -F : -v name="$1" '$1 != name' "$KEYS")
  use "$keys"
}

remove() {
  [ "\${2:-}" = --rewritten ] || fail "a Secret that only this key reads is lost with it; write all anew first, then say --rewritten"
  [ -n "\${1:-}" ] && [ -n "$(line_of "$1")" ] || return 0
  [ "$(names | head -n 1)" != "$1" ] || fail "the key $1 writes; let another one be first"
  say "removing the key $1"
  keys=$(awk -F : -v name="$1" '$1 != name' "$KEYS")
  use "$keys"
}

is_master || fail "has no API server; run it on a master"
[ "$TRIPOD_ENCRYPTION" = secretbox ] || fail "a key management service has the keys; exchange them there"
[ -s "$KEYS" ] || fail "$KEYS is missing; \\\`tripod-bootstrap encryption\\\` makes it on the first master"
command=\${1:-}
[ -n "$command" ] || fail "needs a command; see --help"
shift
case "$command" in
  list) list ;;
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
`,
});
