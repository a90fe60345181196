import { ENCRYPTED, ENCRYPTION_CONFIG, ENCRYPTION_KEYS } from '../../encryption/configuration';

/**
 * Step `encryption`: the configuration of the API server, from keys that lie on masters only. It is made where it is
 * used, since it holds the keys. New keys come first; `identity` at the end reads what was stored before there were any.
 */
export const ENCRYPTION = `
KEYS=${ENCRYPTION_KEYS}

# A key is made once, for a cluster that does not exist yet: a second one could not read what the first has written.
make_key() {
  for made in ${ENCRYPTION_CONFIG} "$JOINED" "$STARTED"; do
    [ ! -f "$made" ] || fail "$KEYS is missing on a master that has run already; copy it from another master"
  done
  say "making the key by which Secrets are encrypted"
  if dry_run; then return 0; fi
  printf 'key1:%s\\n' "$(head -c 32 /dev/urandom | base64)" | write_file "$KEYS" 0600
}

check_keys() {
  while IFS=: read -r name key; do
    case $name in '' | *[!a-z0-9-]*) fail "$KEYS has a key with the name '$name'; use lower-case letters, digits and hyphens" ;; esac
    [ "$(echo "$key" | base64 -d 2>/dev/null | wc -c)" -eq 32 ] ||
      fail "the key $name in $KEYS is not 32 bytes in base64; \\\`head -c 32 /dev/urandom | base64\\\` makes one"
  done <"$KEYS"
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
  if [ ! -s "$KEYS" ]; then
    if [ -f "$HANDED/encryption/keys" ]; then
      say "taking the keys by which Secrets are encrypted"
      run write_file "$KEYS" 0600 <"$HANDED/encryption/keys"
    elif [ "$TRIPOD_KEY" = given ] && [ "$TRIPOD_ROLE" = first-master ]; then
      fail "$KEYS is missing; the plan hands it over before the first master is made"
    elif first_of_all; then
      make_key
    else
      [ ! -f "$JOINED" ] || fail "$KEYS is missing on a master; copy it from another one"
      wait_for_invitation
    fi
  fi
  if dry_run && [ ! -s "$KEYS" ]; then return 0; fi
  check_keys
  # The API server reads it anew by itself when it changes.
  if encryption_config | write_file ${ENCRYPTION_CONFIG} 0600; then say "changed ${ENCRYPTION_CONFIG}"; fi
}
`;
