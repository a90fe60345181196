import { Calico, ControlPlane, type ControlPlaneProps, render, type Rendering } from 'tripod-iac';
import { cityOf } from '../../support/control-plane';
import { binary } from '../harness';

export const MASTERS = ['s1-master-1', 's1-master-2', 's1-master-3'];

/** Three masters and two workers in one room. */
export function room(props: Partial<ControlPlaneProps> = {}, masters = 3): Rendering {
  const owner = cityOf({ masters, vip: '10.0.0.100' });
  new ControlPlane(owner, 'control-plane', { endpoint: 'api.bank.example', interface: 'bond0', ...props });
  new Calico(owner, 'network');
  return render(owner);
}

/**
 * Stand-ins on a host, each of which writes what it was asked to $calls. `stand_in NAME BODY` makes one; what runs as
 * crictl sees it is a file in $running that holds an id, and the rest of the commands is answered by nobody.
 */
export const STAND_INS = `
export calls=/run/calls running=/run/running
mkdir -p /run/programs "$running"
: > "$calls"
export PATH="/run/programs:$PATH"
stand_in() {
  { echo '#!/bin/sh'; echo 'echo "\${0##*/} $*" >> "$calls"'; echo "$2"; } > "/run/programs/$1"
  chmod 0755 "/run/programs/$1"
}
# crictl: no call of it is worth a line but those that end something.
cat > /run/programs/crictl <<'END'
#!/bin/sh
case $1 in
  ps)
    for last; do :; done
    last=\${last#^}
    cat "$running/\${last%\\$}" 2>/dev/null
    ;;
  exec) shift 2; program=$1; shift; case $program in etcdctl) exec "$etcdctl" "$@" ;; esac; exit 127 ;;
  stop) shift 3; echo "crictl stop $(basename "$(grep -lx "$1" "$running"/*)")" >> "$calls"; rm -f "$(grep -lx "$1" "$running"/*)" ;;
esac
exit 0
END
chmod 0755 /run/programs/crictl
# What was called since the last question.
called() { cat "$calls"; : > "$calls"; }
# try COMMAND…: what it says, on one line each, and how it ends.
try() { "$@" 2>&1; echo "=> $?"; }
`;

/**
 * Three real members of etcd, with TLS as kubeadm has it, at the addresses of the masters; the first is that of the host.
 * `start N`, `stop N`, and `ask N …` for etcdctl of one of them.
 */
export const MEMBERS = `
${STAND_INS}
export etcd=${binary('etcd')} etcdctl=${binary('etcdctl')} etcdutl=${binary('etcdutl')}
for n in 2 3; do ip address add "10.0.0.$((n + 1))/32" dev lo; done
pki=/etc/kubernetes/pki/etcd
mkdir -p "$pki" /var/lib/etcd
(
  cd "$pki"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 1 -subj /CN=etcd-ca
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=etcd
  printf 'subjectAltName=IP:127.0.0.1,IP:10.0.0.2,IP:10.0.0.3,IP:10.0.0.4\\nextendedKeyUsage=serverAuth,clientAuth\\n' > ext
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -extfile ext -out server.crt
  for name in peer healthcheck-client; do cp server.crt $name.crt; cp server.key $name.key; done
) >/dev/null 2>&1
cluster=s1-master-1=https://10.0.0.2:2380,s1-master-2=https://10.0.0.3:2380,s1-master-3=https://10.0.0.4:2380
data() { if [ "$1" = 1 ]; then echo /var/lib/etcd; else echo "/var/lib/etcd-$1"; fi; }
start() {
  address=10.0.0.$(($1 + 1)) local=
  [ "$1" != 1 ] || local=,https://127.0.0.1:2379
  "$etcd" --name="s1-master-$1" --data-dir="$(data "$1")" --unsafe-no-fsync --log-level=error \\
    --listen-client-urls="https://$address:2379$local" --advertise-client-urls="https://$address:2379" \\
    --listen-peer-urls="https://$address:2380" --initial-advertise-peer-urls="https://$address:2380" \\
    --initial-cluster="$cluster" --initial-cluster-state="\${2:-new}" \\
    --heartbeat-interval=100 --election-timeout=1000 --client-cert-auth --peer-client-cert-auth \\
    --cert-file=$pki/server.crt --key-file=$pki/server.key --trusted-ca-file=$pki/ca.crt \\
    --peer-cert-file=$pki/peer.crt --peer-key-file=$pki/peer.key --peer-trusted-ca-file=$pki/ca.crt >/run/etcd-$1.log 2>&1 &
  echo $! > "/run/etcd-$1.pid"
  [ "$1" != 1 ] || echo id-etcd > "$running/etcd"
}
stop() {
  kill -9 "$(cat "/run/etcd-$1.pid")"
  [ "$1" != 1 ] || rm -f "$running/etcd"
}
ask() {
  at=10.0.0.$(($1 + 1)); shift
  "$etcdctl" --endpoints="https://$at:2379" --cacert=$pki/ca.crt --cert=$pki/server.crt --key=$pki/server.key "$@" 2>&1
}
up() { for _ in $(seq 100); do ask "$1" endpoint health >/dev/null && return 0; sleep 0.1; done; return 1; }
for n in 1 2 3; do start $n; done
for n in 1 2 3; do up $n || { echo "member $n does not start"; cat /run/etcd-$n.log; }; done
`;

/**
 * A master as its scripts see one, but for etcd: a kubelet of few lines, which runs what has a manifest; `curl` that asks
 * nobody. Files say what is so: $ready has the addresses of API servers that are ready, $versions theirs by address.
 */
export const MASTER = `
${STAND_INS}
export ready=/run/ready versions=/run/versions
mkdir -p "$ready" "$versions" /etc/kubernetes/manifests
touch "$ready/10.0.0.3" "$ready/10.0.0.4"
cat > /run/programs/sleep <<'END'
#!/bin/sh
exec /bin/sleep 0.1
END
cat > /run/programs/curl <<'END'
#!/bin/sh
for url; do :; done
server=\${url#https://}; server=\${server%%:*}
case $url in
  https://127.0.0.1:2379/version) [ ! -e /run/etcd-version ] || exec cat /run/etcd-version; exit 7 ;;
  https://10.0.0.2:6443/readyz*) [ -e "$running/kube-apiserver" ] || exit 7 ;;
  https://*/readyz*) [ -e "$ready/$server" ] || exit 7 ;;
  https://*/version) [ -e "$versions/$server" ] || exit 22; printf '{ "gitVersion": "v%s" }' "$(cat "$versions/$server")" ;;
  https://127.0.0.1:10257/*) [ -e "$running/kube-controller-manager" ] || exit 7 ;;
  https://127.0.0.1:10259/*) [ -e "$running/kube-scheduler" ] || exit 7 ;;
esac
exit 0
END
chmod 0755 /run/programs/*
# A pod is another one when its manifest is.
cat > /run/kubelet <<'END'
#!/bin/sh
while :; do
  for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do
    manifest=/etc/kubernetes/manifests/$pod.yaml
    id=id-$pod-$(stat -c %i-%Y "$manifest" 2>/dev/null) || id=
    now=$(cat "$running/$pod" 2>/dev/null)
    if [ -z "$id" ]; then
      [ -z "$now" ] || { echo "end $pod" >> "$calls"; rm -f "$running/$pod"; }
    elif [ ! -e /run/stubborn ] && { [ -z "$now" ] || [ "\${now%-again}" != "$id" ]; }; then
      echo "start $pod" >> "$calls"
      echo "$id" > "$running/.$pod"; mv "$running/.$pod" "$running/$pod"
    fi
  done
  /bin/sleep 0.05
done
END
pods() {
  for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do
    [ -e "/etc/kubernetes/manifests/$pod.yaml" ] || echo "name: $pod" > "/etc/kubernetes/manifests/$pod.yaml"
  done
  sh /run/kubelet & echo $! > /run/kubelet.pid
  for _ in $(seq 100); do [ "$(ls "$running" | wc -l)" -ge 4 ] && break; /bin/sleep 0.1; done
  : > "$calls"
}
stand_in systemctl ''
export etcdctl=/bin/true
mkdir -p /usr/local/sbin
# etcd is not what is tried here.
real_etcd=/usr/local/sbin/tripod-etcd
{ echo '#!/bin/sh'; echo 'echo "tripod-etcd $*" >> "$calls"; [ ! -e /run/etcd-sick ] || { echo "etcd is sick" >&2; exit 1; }'; } > "$real_etcd"
`;
