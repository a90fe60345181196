import { ENCRYPTED, ENCRYPTION_CONFIG, ENCRYPTION_KEYS } from '../../encryption/configuration';
import { FIRST_KEY, KEY_FUNCTIONS } from '../../encryption/key-functions';

/**
 * Step `encryption`: the configuration of the API server, from keys that lie on masters only. It is made where it is
 * used, since it holds the keys. New keys come first; `identity` at the end reads what was stored before there were any.
 */
export const ENCRYPTION = `
KEYS=${ENCRYPTION_KEYS}
${KEY_FUNCTIONS}
# A key is made once, for a cluster that does not exist yet: a second one could not read what the first has written.
make_key() {
  for made in ${ENCRYPTION_CONFIG} "$JOINED" "$STARTED"; do
    [ ! -f "$made" ] || fail "$KEYS is missing on a master that has run already; copy it from another master"
  done
  say "making the key by which Secrets are encrypted"
  if dry_run; then return 0; fi
  nobody_there
  printf '${FIRST_KEY}:%s\\n' "$(random_key)" | write_file "$KEYS" 0600
}

# check_keys FILE
check_keys() {
  while IFS=: read -r name key; do
    key_name "$name" || fail "$1 has a key with the name '$name'; use lower-case letters, digits and hyphens"
    key_fits "$key" ||
      fail "the key $name in $1 is not 32 bytes in base64; \\\`head -c 32 /dev/urandom | base64\\\` makes one"
  done <"$1"
}

# The cluster's keys count, whatever lies here: a host that comes back may have others, which no Secret was written with.
take_keys() {
  [ -s "$HANDED/encryption/keys" ] || fail "$HANDED lacks the keys of Secrets; \\\`tripod-invite --master\\\` gives them to a master"
  check_keys "$HANDED/encryption/keys"
  write_file "$KEYS" 0600 "took the keys by which Secrets are encrypted" <"$HANDED/encryption/keys"
}

encryption_config() {
  cat <<'END'
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
${ENCRYPTED.map((resource) => `      - ${resource}`).join('\n')}
    providers:
      - secretbox:
          keys:
END
  sed 's/^\\([^:]*\\):\\(.*\\)$/            - name: \\1\\n              secret: \\2/' "$KEYS"
  echo '      - identity: {}'
}

step_encryption() {
  if ! is_master || [ "$TRIPOD_ENCRYPTION" != secretbox ]; then return 0; fi
  if ! member && invited; then
    take_keys
  elif [ ! -s "$KEYS" ]; then
    if [ "$TRIPOD_KEY" = given ] && [ "$TRIPOD_ROLE" = first-master ]; then
      fail "$KEYS is missing; the plan hands it over before the first master is made"
    elif first_of_all; then
      make_key
    else
      [ ! -f "$JOINED" ] || fail "$KEYS is missing on a master; copy it from another one"
      wait_for_invitation
    fi
  fi
  if dry_run && [ ! -s "$KEYS" ]; then return 0; fi
  check_keys "$KEYS"
  config=$(encryption_config)
  # The API server reads it anew by itself when it changes.
  printf '%s\\n' "$config" | write_file ${ENCRYPTION_CONFIG} 0600 "changed ${ENCRYPTION_CONFIG}"
}
`;
