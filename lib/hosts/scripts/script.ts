import { LIB_PATH, SBIN } from './paths';

/** A script for root on a host. */
interface HostScript {
  /** Under which it is called, and which stands in front of all that it says: `tripod-restart`. */
  readonly name: string;
  /** What `--help` says: how it is called, then what it does. */
  readonly help: string;
  /** The rest: it knows its host, and the functions of lib.sh. */
  readonly body: string;
}

/** The one frame of all scripts: help, then what they share. Help also where a host has nothing else of Tripod yet. */
export function hostScript({ name, help, body }: HostScript): string {
  return `#!/bin/sh
${help.trim().replaceAll(/^/gm, '# ').replaceAll(/ +$/gm, '')}
set -eu

for argument; do
  case "$argument" in
    -h | --help)
      sed -n '/^#!/d; /^#/!q; s/^# \\{0,1\\}//p' "$0"
      exit 0
      ;;
  esac
done

NAME=${name}
# They call each other, also where root does not look there.
PATH=${SBIN}:$PATH
. ${LIB_PATH}

${body.trim()}
`;
}
