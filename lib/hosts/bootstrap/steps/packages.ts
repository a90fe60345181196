/**
 * Step `packages`. What is there in the right version stays; the rest comes from the repositories that the host has, and
 * from nowhere else. Held, since a kubelet that is renewed overnight is an upgrade that nobody planned.
 *
 * What kubeadm itself asks of a host are `losetup`, `mount` and `cp` (kubernetes/kubernetes
 * cmd/kubeadm/app/preflight/checks_linux.go@v1.34.4), which every Linux has.
 */
export const PACKAGES = `
# version_of PROGRAM: version of a program of Kubernetes, without the v; nothing where it is missing.
version_of() {
  has "$1" || return 0
  case $1 in
    kubeadm) kubeadm version --output short ;;
    kubelet) kubelet --version ;;
    kubectl) kubectl version --client ;;
  esac 2>/dev/null | sed -n '1s/.*v\\([0-9][0-9.]*\\).*/\\1/p'
}

containerd_version() {
  has containerd || return 0
  containerd --version 2>/dev/null | cut -d' ' -f3 | sed 's/^v//'
}

# at_least VERSION FLOOR
at_least() {
  [ "$(printf '%s\\n%s\\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

package_manager() {
  if has apt-get; then
    echo apt
  elif has dnf; then
    echo dnf
  else
    fail "there is neither apt-get nor dnf; install by hand: $1"
  fi
}

# offered PACKAGE: versions that the repositories of an apt host offer, newest first.
offered() {
  apt-cache madison "$1" | cut -d'|' -f2 | tr -d ' '
}

# refresh: reads once what the repositories offer now.
refresh() {
  [ "$refreshed" = yes ] || ! has apt-get || run apt-get update --quiet=2
  refreshed=yes
}

# containerd_package: Docker's repositories have it under another name than the distributions.
containerd_package() {
  if has apt-cache; then
    for offer in $(offered containerd); do
      if at_least "\${offer#*:}" "$TRIPOD_CONTAINERD"; then
        echo containerd
        return 0
      fi
    done
    if [ -n "$(offered containerd.io)" ]; then
      echo containerd.io
      return 0
    fi
  fi
  echo containerd
}

# install_package PACKAGE FLOOR [EXACT]: from the repositories of the host, at least FLOOR or exactly EXACT.
install_package() {
  case $2 in 0) want=$1 ;; *) want="$1 \${3:-$2 or newer}" ;; esac
  from=$(package_manager "$want")
  say "installing $want"
  refresh
  if dry_run; then return 0; fi
  if [ "$from" = apt ]; then
    for offer in $(offered "$1"); do
      plain=\${offer#*:}
      if [ -n "\${3:-}" ]; then
        case $plain in "$3" | "$3"-*) ;; *) continue ;; esac
      else
        at_least "$plain" "$2" || continue
      fi
      # The files of this project lie there already, and stay.
      DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install --quiet=2 --yes --no-install-recommends \\
        --allow-downgrades --allow-change-held-packages -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \\
        "$1=$offer" >&2
      return 0
    done
    fail "the repositories of this host have no $want; add one that has it, and run this again"
  fi
  # Repositories of Kubernetes exclude their packages, so that nothing renews them by the way.
  if [ -n "\${3:-}" ]; then spec="$1-$3"; else spec="$1 >= $2"; fi
  dnf install --quiet --assumeyes --setopt=disable_excludes='*' "$spec" >&2 ||
    fail "the repositories of this host have no $want; add one that has it, and run this again"
}

# hold PACKAGE…: keeps packages of this host from being renewed by the way.
hold() {
  if has apt-mark; then
    held=$(apt-mark showhold)
  elif has dnf; then
    held=$(dnf --quiet versionlock list) ||
      fail "dnf cannot lock versions; install python3-dnf-plugin-versionlock, and run this again"
  else
    return 0
  fi
  for package; do
    if printf '%s\\n' "$held" | grep -Eq "^$package(\\$|-[0-9])"; then continue; fi
    say "holding $package"
    if has apt-mark; then run apt-mark hold "$package" >/dev/null; else run dnf --quiet versionlock add "$package" >/dev/null; fi
  done
}

# kubernetes_package PROGRAM: exactly the version of the environment.
kubernetes_package() {
  found=$(version_of "$1")
  if [ "$found" = "$TRIPOD_KUBERNETES" ]; then return 0; fi
  if [ -n "$found" ] && [ -f "$JOINED" ]; then
    fail "$1 is $found, wanted is $TRIPOD_KUBERNETES, and this host is a member of a cluster; that is an upgrade: follow the plan to run tripod-upgrade"
  fi
  install_package "$1" "$TRIPOD_KUBERNETES" "$TRIPOD_KUBERNETES"
  if dry_run; then return 0; fi
  [ "$(version_of "$1")" = "$TRIPOD_KUBERNETES" ] ||
    fail "$(command -v "$1" || echo "$1") is \\\`$(version_of "$1")\\\` after its package $TRIPOD_KUBERNETES was installed; remove the one that lies in front of it"
}

step_packages() {
  refreshed=no
  found=$(containerd_version)
  if [ -z "$found" ]; then
    refresh
    install_package "$(containerd_package)" "$TRIPOD_CONTAINERD"
    found=$(containerd_version)
  fi
  dry_run || at_least "$found" "$TRIPOD_CONTAINERD" ||
    fail "containerd is $found, wanted is $TRIPOD_CONTAINERD or newer; upgrade it, on a member of a cluster after \\\`kubectl drain\\\`"
  has curl || install_package curl 0
  for program in kubelet kubeadm; do kubernetes_package "$program"; done
  if is_master; then kubernetes_package kubectl; fi
  if [ "$TRIPOD_KEEPALIVED" = yes ]; then has keepalived || install_package keepalived "$TRIPOD_KEEPALIVED_FLOOR"; fi
  if [ "$TRIPOD_TIME" = yes ]; then has chronyd || install_package chrony 0; fi
  # It comes with kubeadm's package; day two asks it which containers run.
  dry_run || has crictl || install_package cri-tools 0
  if is_master; then hold kubelet kubeadm kubectl; else hold kubelet kubeadm; fi
}
`;
