import { functions } from '../../cluster/support/bootstrap';

/**
 * What a host of the room is before anybody comes: the system commands of the bootstrap's own tests, and in front of some
 * of them what connects hosts. `kubeadm` on a master makes tokens, and takes only those that are still in $ROOM/tokens; it
 * fails to join while $ROOM/fault-<host> is there, and does not come to an end while $ROOM/slow-<host> is. Every call that makes or joins a cluster stands in $ROOM/calls.
 */
export const SYSTEM = `
mkdir -p /etc/kubernetes
${functions('apt')}
set -e
for program in gzip timeout seq bash od; do cp -L /usr/bin/$program /run/tools/; done
fresh
echo 0 >$FAKE/end-after
: >$FAKE/log
mkdir -p /run/own
cat >/run/own/kubeadm <<'END'
#!/bin/sh
set -eu
note() { echo "$(uname -n) $1" >>"$ROOM/calls"; }
manifest() { printf 'name: kube-%s\\nimage: registry.k8s.io/kube-%s:v1.34.4\\n' "$1" "$1"; }
# as_master COMMAND…: with manifests as kubeadm writes them.
as_master() {
  "$@"
  for part in apiserver controller-manager scheduler; do
    [ ! -e "/etc/kubernetes/manifests/kube-$part.yaml" ] || manifest "$part" >"/etc/kubernetes/manifests/kube-$part.yaml"
  done
}
real=$FAKE/bin/kubeadm
[ -x "$real" ] || exit 127
case "$*" in
  'token create --ttl 30m')
    token=$(head -c 3 /dev/urandom | od -An -tx1 | tr -d ' \\n').$(head -c 8 /dev/urandom | od -An -tx1 | tr -d ' \\n')
    : >"$ROOM/tokens/$token"
    note invite
    echo "$token"
    ;;
  'init phase upload-config'*) note 'upload-config' ;;
  'init phase control-plane'*) manifest "$4" >"$KUBEADM_INIT_DRYRUN_DIR/kube-$4.yaml" ;;
  'init '*) note init; as_master "$real" "$@" ;;
  'join '*)
    note join
    [ -e "$ROOM/tokens/$(cat /etc/kubernetes/discovery.token)" ] || { echo 'the token has ended' >&2; exit 1; }
    [ ! -e "$ROOM/fault-$(uname -n)" ] || { echo 'a link is down' >&2; exit 1; }
    while [ -e "$ROOM/slow-$(uname -n)" ]; do /bin/sleep 0.1; done
    as_master "$real" "$@"
    ;;
  *) exec "$real" "$@" ;;
esac
END
cat >/run/own/curl <<'END'
#!/bin/sh
for url; do :; done
case $url in https://*/version) printf '{ "gitVersion": "v1.34.4" }' ;; esac
exec "$FAKE/bin/curl" "$@"
END
printf '#!/bin/sh\\necho it does match certificate\\n' >/run/own/openssl
printf '#!/bin/sh\\nexit 0\\n' >/run/own/sleep
chmod 0755 /run/own/*
# What a real one would have written when the cluster began.
cp "$ROOM/admin.conf" /etc/kubernetes/admin.conf
`;
