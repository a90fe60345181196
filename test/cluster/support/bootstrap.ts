import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rendering } from 'tripod-iac';
import { onHost, type Outcome } from './host';

const STAND_INS = readFileSync(join(__dirname, 'stand-ins.sh'), 'utf8');

/** Programs of the machine that the scripts may use as they are. */
const REAL =
  'sh cat grep sed cut sort head tail tr find tee date sleep mkdir chmod chown mv rm cp ln cmp stat dirname basename sha256sum sync uname id ip flock mktemp tar base64 wc printf ls env kill setsid touch comm awk hostname';

/** Commands that only their stand-ins may answer, by the family of the host's packages. */
const COMMANDS = {
  apt: 'apt-get apt-cache apt-mark',
  dnf: 'dnf',
  both: 'modprobe sysctl swapon timedatectl systemctl curl',
} as const;

/**
 * Shell functions around the bootstrap of a host whose system commands are stand-ins:
 * `fresh` makes the host new again, `hand` hands it an invitation, `boot` runs the bootstrap (its output is in
 * $FAKE/said), `changes` lists what was changed by the last run, `tree` the files that matter, with their content.
 */
export function functions(family: 'apt' | 'dnf'): string {
  return `
set -e
export FAKE=/run/fake
mkdir -p /run/tools /run/machine
for program in ${REAL}; do
  for folder in /usr/bin /usr/sbin /bin /sbin; do [ ! -x $folder/$program ] || cp -L $folder/$program /run/tools/; done
done
cat >/run/machine/stand-ins.sh <<'END-OF-STAND-INS'
${STAND_INS}
END-OF-STAND-INS
chmod 0755 /run/machine/stand-ins.sh
cp -a /etc/kubernetes /run/machine/kubernetes
mount -t tmpfs tmpfs /usr/sbin
mount -t tmpfs tmpfs /sys/module
export PATH=/run/fake/bin:/run/tools
set +e
fresh() {
  rm -rf /etc/kubernetes /etc/chrony /etc/chrony.conf /var/lib/tripod /var/lib/etcd /var/lib/kubelet /run/tripod /sys/module/* $FAKE
  cp -a /run/machine/kubernetes /etc/kubernetes
  mkdir -p $FAKE/bin $FAKE/state
  cp /run/machine/stand-ins.sh $FAKE/stand-ins.sh
  for command in ${COMMANDS[family]} ${COMMANDS.both}; do ln -s $FAKE/stand-ins.sh $FAKE/bin/$command; done
}
hand() {
  mkdir -p /run/tripod
  printf 'abcdef.0123456789abcdef\\n' >/run/tripod/discovery.token
  echo authority >/run/tripod/discovery-ca.crt
  [ "\${1:-}" = master ] || return 0
  mkdir -p /run/tripod/pki/etcd /run/tripod/encryption
  for file in ca front-proxy-ca etcd/ca; do echo crt >/run/tripod/pki/$file.crt; echo key >/run/tripod/pki/$file.key; done
  echo key >/run/tripod/pki/sa.key; echo pub >/run/tripod/pki/sa.pub
  echo 'key1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=' >/run/tripod/encryption/keys
}
# boot END-AFTER ARGUMENT…
boot() {
  echo "$1" >$FAKE/end-after; shift
  : >$FAKE/log
  setsid --wait sh -c 'echo $$ >$FAKE/tried; exec /usr/local/sbin/tripod-bootstrap "$@"' sh "$@" >$FAKE/said 2>&1
}
changes() { grep '^!' $FAKE/log | cut -c3-; }
tree() {
  find /etc/kubernetes /etc/chrony /etc/chrony.conf /var/lib/tripod /var/lib/etcd /var/lib/kubelet /run/tripod $FAKE/state -type f 2>/dev/null |
    grep -Ev 'kubeadm.(log|status)$|/var/lib/etcd/member/data$' | sort |
    while read -r file; do echo "$file $(stat -c %a "$file") $(sed 's/[A-Za-z0-9+\\/]\\{43\\}=/KEY/' "$file" | sha256sum | cut -c1-12)"; done
}
`;
}

/** Runs a script on a host, with the functions above. */
export function withStandIns(
  rendering: Rendering,
  host: string,
  script: string,
  family: 'apt' | 'dnf' = 'apt',
): Outcome {
  return onHost(rendering, host, `${functions(family)}\n${script}`);
}
