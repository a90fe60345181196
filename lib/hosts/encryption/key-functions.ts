/** Name of the key that is there from the beginning. */
export const FIRST_KEY = 'key1';

/** Shell functions about the keys of secretbox: what one may be called, and how long it is. */
export const KEY_FUNCTIONS = `
# key_name NAME: whether a key may be called so.
key_name() {
  case \${1:-} in '' | *[!a-z0-9-]*) return 1 ;; esac
}

# key_fits KEY: whether it is as long as secretbox wants it, 32 bytes.
key_fits() {
  [ "$(echo "$1" | base64 -d 2>/dev/null | wc -c)" -eq 32 ]
}

random_key() {
  head -c 32 /dev/urandom | base64
}
`;
