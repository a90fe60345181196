#!/bin/sh
# Stands in for the commands of a system, under whose names it is linked. It keeps what they change below $FAKE, notes
# in $FAKE/log which were called with what (`?` asks, `!` changes), and ends the program that is tried after as many of
# these as $FAKE/end-after says, as a power cut would.
set -eu
me=${0##*/}
all="$me $*"

note() {
  echo "$1" >>"$FAKE/log"
  read -r last <"$FAKE/end-after"
  if [ "$last" -ne 0 ] && [ "$(wc -l <"$FAKE/log")" -eq "$last" ]; then kill -s KILL -- "-$(cat "$FAKE/tried")"; fi
}

asked() { note "? $all"; }
changed() { note "! $all"; }
# A moment inside a long command.
moment() { note "! $me: $*"; }

state() { mkdir -p "$FAKE/state/$1" && : >"$FAKE/state/$1/$2"; }
is() { [ -e "$FAKE/state/$1/$2" ]; }

# Programs that come with a package.
provide() {
  case $1 in
    containerd | containerd.io) set -- containerd ;;
    kubeadm) set -- kubeadm crictl ;;
    chrony) mkdir -p /etc/chrony; set -- chronyd chronyc ;;
  esac
  for program; do ln -sf "$FAKE/stand-ins.sh" "$FAKE/bin/$program"; done
}

offers() {
  case $1 in
    kubelet | kubeadm | kubectl) echo 1.34.5-1.1 1.34.4-1.1 1.33.9-1.1 ;;
    containerd) echo 2:2.1.4-1 1.7.24-1 ;;
    keepalived) echo 1:2.2.7-1 ;;
    chrony) echo 4.3-2 ;;
    openssl) echo 3.0.17-1 ;;
  esac
}

# exists FILE: what kubeadm's preflight says about a file that is in the way.
exists() {
  case $ignored in *"FileAvailable-$(echo "$1" | tr / -)"*) return 0 ;; esac
  [ ! -e "$1" ] || { echo "[ERROR] $1 already exists"; exit 1; }
}

skipped() {
  case ",$skip," in *",$1,"*) return 0 ;; esac
  return 1
}

# half FILE: what an interrupted write leaves, on which kubeadm stumbles.
half() {
  if [ -e "$1" ] && [ ! -s "$1" ]; then echo "failed to load $1"; exit 1; fi
  [ -s "$1" ] || { : >"$1"; moment "half of $1"; echo content >"$1"; }
}

pair() {
  if [ -e "$1.key" ] && [ ! -e "$1.crt" ]; then echo "failure loading $1 certificate"; exit 1; fi
  if [ ! -e "$1.key" ] && [ -e "$1.crt" ]; then echo "the program of $1 does not start: no key"; exit 1; fi
  [ -e "$1.key" ] || { echo key >"$1.key"; moment "$1.key"; echo crt >"$1.crt"; }
}

control_plane() {
  mkdir -p /etc/kubernetes/pki/etcd /etc/kubernetes/manifests
  for name in apiserver etcd/server; do pair "/etc/kubernetes/pki/$name"; done
  half /etc/kubernetes/admin.conf
  for pod in kube-apiserver kube-controller-manager kube-scheduler; do
    echo "name: $pod" >"/etc/kubernetes/manifests/$pod.yaml"
    moment "manifest of $pod"
  done
}

init() {
  exists /etc/kubernetes/manifests/kube-apiserver.yaml
  case $ignored in *DirAvailable--var-lib-etcd*) ;; *) [ ! -e /var/lib/etcd/member ] || { echo '[ERROR] /var/lib/etcd is not empty'; exit 1; } ;; esac
  mkdir -p /etc/kubernetes/pki/etcd
  for name in ca front-proxy-ca etcd/ca; do pair "/etc/kubernetes/pki/$name"; done
  if [ ! -e /etc/kubernetes/pki/sa.key ]; then
    echo key >/etc/kubernetes/pki/sa.key
    moment sa.key
    echo pub >/etc/kubernetes/pki/sa.pub
  fi
  [ -e /etc/kubernetes/pki/sa.pub ] || { echo 'the API server does not start: no sa.pub'; exit 1; }
  half /etc/kubernetes/kubelet.conf
  control_plane
  echo 'name: etcd' >/etc/kubernetes/manifests/etcd.yaml
  mkdir -p /var/lib/etcd/member
  [ -e /var/lib/etcd/member/data ] || date +%N >/var/lib/etcd/member/data
  moment 'data of etcd'
  mkdir -p /var/lib/kubelet
  echo config >/var/lib/kubelet/config.yaml
  state active kubelet
  state cluster up
}

join() {
  for file in discovery.token discovery-ca.crt; do [ -s "/etc/kubernetes/$file" ] || { echo "no $file"; exit 1; }; done
  [ "$(wc -l </etc/kubernetes/discovery.token)" -eq 0 ] || { echo 'a newline in the token'; exit 1; }
  for file in kubelet.conf bootstrap-kubelet.conf; do exists "/etc/kubernetes/$file"; done
  master=no
  if grep -q controlPlane "$config"; then master=yes; else exists /etc/kubernetes/pki/ca.crt; fi
  if [ "$master" = yes ]; then
    exists /etc/kubernetes/manifests/kube-apiserver.yaml
    [ -s /etc/kubernetes/pki/ca.key ] || { echo 'no authority'; exit 1; }
    control_plane
  fi
  if ! skipped kubelet-start; then
    mkdir -p /etc/kubernetes/pki /var/lib/kubelet
    half /etc/kubernetes/bootstrap-kubelet.conf
    [ -e /etc/kubernetes/pki/ca.crt ] || cp /etc/kubernetes/discovery-ca.crt /etc/kubernetes/pki/ca.crt
    if is cluster ready; then echo 'a Node with name and status "Ready" already exists in the cluster'; exit 1; fi
    echo config >/var/lib/kubelet/config.yaml
    state active kubelet
    moment 'kubelet started'
  fi
  if [ "$master" = yes ] && ! skipped etcd-join; then
    if is cluster voter; then echo 'can only promote a learner member'; exit 1; fi
    state cluster learner
    moment 'member added'
    echo 'name: etcd' >/etc/kubernetes/manifests/etcd.yaml
    mkdir -p /var/lib/etcd/member
    [ -e /var/lib/etcd/member/data ] || date +%N >/var/lib/etcd/member/data
    moment 'member runs'
    state cluster voter
    moment 'member promoted'
  fi
  echo content >/etc/kubernetes/kubelet.conf
  rm -f /etc/kubernetes/bootstrap-kubelet.conf
  state cluster up
  moment 'kubelet has its certificate'
  state cluster ready
}

kubeadm_command() {
  ignored='' skip='' config='' verb=$1
  while [ "$#" -gt 0 ]; do
    case $1 in
      --config) config=$2; shift ;;
      --ignore-preflight-errors=*) ignored=${1#*=} ;;
      --skip-phases=*) skip=${1#*=} ;;
    esac
    shift
  done
  "$verb"
}

case "$me $*" in
  'kubeadm version'*) asked; echo v1.34.4 ;;
  kubeadm*) kubeadm_command "$@"; changed ;;
  'kubelet --version') asked; echo 'Kubernetes v1.34.4' ;;
  'kubectl version --client') asked; echo 'Client Version: v1.34.4' ;;
  'containerd --version') asked; echo 'containerd containerd.io v2.1.4 abc' ;;
  'apt-get update'*) changed ;;
  'apt-get install'*)
    for last; do :; done
    provide "${last%%=*}"
    changed
    ;;
  'apt-cache madison '*) asked; for offer in $(offers "$2"); do echo " $2 | $offer | https://packages.bank.example"; done ;;
  'apt-mark showhold') asked; ls "$FAKE/state/held" 2>/dev/null || true ;;
  'apt-mark hold '*) state held "$2"; changed ;;
  'dnf install'*)
    for last; do :; done
    case $last in
      *' >= '*) provide "${last%% *}" ;;
      *-1.34.4) provide "${last%-1.34.4}" ;;
      *) echo "no match for $last"; exit 1 ;;
    esac
    changed
    ;;
  'dnf --quiet versionlock list') asked; ls "$FAKE/state/held" 2>/dev/null || true ;;
  'dnf --quiet versionlock add '*) state held "$4-0:1.34.4-1.1.*"; changed ;;
  'modprobe --all '*) shift; for module; do mkdir -p "/sys/module/$module"; done; changed ;;
  'sysctl --values '*) asked; cat "$FAKE/state/sysctl/$2" 2>/dev/null ;;
  'sysctl --quiet --load='*)
    mkdir -p "$FAKE/state/sysctl"
    grep "=" "${2#--load=}" | while IFS=' =' read -r key value; do echo "$value" >"$FAKE/state/sysctl/$key"; done
    changed
    ;;
  swapon*) asked; cat "$FAKE/state/swap" 2>/dev/null || true ;;
  timedatectl*) asked; cat "$FAKE/state/synchronised" 2>/dev/null || echo yes ;;
  'chronyc waitsync'*) asked ;;
  'systemctl is-enabled'*) asked; is enabled "$3" ;;
  'systemctl is-active'*) asked; is active "$3" ;;
  'systemctl enable'*) state enabled "$3"; changed ;;
  'systemctl restart'* | 'systemctl reload-or-restart'* | 'systemctl start'*) state active "$2"; changed ;;
  'systemctl daemon-reload') changed ;;
  'crictl ps'*)
    asked
    for last; do :; done
    pod=${last#^}
    [ ! -e "/etc/kubernetes/manifests/${pod%$}.yaml" ] || ! is active kubelet || echo 0123456789ab
    ;;
  'crictl exec'*) asked; if is cluster voter; then echo '"IsLearner" : false'; else echo '"IsLearner" : true'; fi ;;
  curl*) asked; is cluster up || { echo '* connect to a port failed: Connection refused' >&2; exit 7; } ;;
  *) echo "there is no stand-in for $all" >&2; exit 99 ;;
esac
