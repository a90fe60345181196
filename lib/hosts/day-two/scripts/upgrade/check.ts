import { ETCD_DATA } from '../../../etcd/paths';
import { MASTER_CONFIG } from '../../../kubeadm/paths';

/** Part of `tripod-upgrade`: whether an upgrade may begin. */
export const UPGRADE_CHECK = `
check() {
  [ "$TRIPOD_ROLE" = first-master ] || fail "the checks are made on the first master"
  known
  past && return 0
  grep -qx "kubernetesVersion: v$TO" ${MASTER_CONFIG} || fail "${MASTER_CONFIG} is not that of $TO; put the files of this host into place again"
  api_ready || fail "its API server is not ready; mend that first"
  tripod-restart --check
  tripod-renew --check >/dev/null
  room /var/lib/containerd "$IMAGES_KIB" 'the new images'
  if [ "$TRIPOD_ETCD" = stacked ]; then
    tripod-etcd status >/dev/null
    etcd_old_enough
    # kubeadm keeps a copy of the data of etcd there while it upgrades it.
    room /etc/kubernetes/tmp "$(du -sk ${ETCD_DATA} | cut -f1)" 'a copy of the data of etcd'
    [ -n "$(find "$KEPT/snapshot.db" -mmin "-$FRESH" 2>/dev/null)" ] ||
      fail "there is no snapshot of the last $((FRESH / 60)) hours; \\\`tripod-etcd snapshot $KEPT/snapshot.db\\\`, and copy it to where this host cannot take it along"
  fi
}

# etcd 3.6 may not start where 3.5 left learners behind, before 3.5.20 surely so
# (etcd-io/website content/en/docs/v3.6/upgrades/upgrade_3_6.md, "Update 3.5").
etcd_old_enough() {
  now=$(etcd_of etcdserver)
  case "$now" in
    3.5.[0-9] | 3.5.1[0-9]) fail "etcd $now may not become 3.6; first go to the last patch of Kubernetes $(echo "$FROM" | cut -d. -f1,2), which brings 3.5.20 or later" ;;
  esac
}
`;
