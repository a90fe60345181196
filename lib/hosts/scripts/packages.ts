/**
 * Shell functions about packages, for the bootstrap and for upgrades. What comes, comes from the repositories that the
 * host has, and from nowhere else. Held, since a kubelet that is renewed overnight is an upgrade that nobody planned.
 */
export const PACKAGE_FUNCTIONS = `# version_of PROGRAM: version of a program of Kubernetes, without the v; nothing where it is missing.
version_of() {
  has "$1" || return 0
  case $1 in
    kubeadm) kubeadm version --output short ;;
    kubelet) kubelet --version ;;
    kubectl) kubectl version --client ;;
  esac 2>/dev/null | sed -n '1s/.*v\\([0-9][0-9.]*\\).*/\\1/p'
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
`;
