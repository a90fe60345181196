import { PACKAGE_FUNCTIONS } from '../../scripts/packages';

/**
 * Step `packages`. What is there in the right version stays; the rest comes from the repositories of the host.
 *
 * What kubeadm itself asks of a host are `losetup`, `mount` and `cp` (kubernetes/kubernetes
 * cmd/kubeadm/app/preflight/checks_linux.go@v1.34.4), which every Linux has.
 */
export const PACKAGES = `
${PACKAGE_FUNCTIONS}
containerd_version() {
  has containerd || return 0
  containerd --version 2>/dev/null | cut -d' ' -f3 | sed 's/^v//'
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
  if is_master; then
    kubernetes_package kubectl
    # Reads the names in certificates, for tripod-reconfigure.
    has openssl || install_package openssl 0
  fi
  if [ "$TRIPOD_KEEPALIVED" = yes ]; then has keepalived || install_package keepalived "$TRIPOD_KEEPALIVED_FLOOR"; fi
  if [ "$TRIPOD_TIME" = yes ]; then has chronyd || install_package chrony 0; fi
  # It comes with kubeadm's package; day two asks it which containers run.
  dry_run || has crictl || install_package cri-tools 0
  if is_master; then hold kubelet kubeadm kubectl; else hold kubelet kubeadm; fi
}
`;
