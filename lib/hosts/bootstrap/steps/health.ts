/** Step `health`: the gate at the end. Nothing is changed. */
export const HEALTH = `
step_health() {
  if dry_run; then return 0; fi
  wait_for "$TRIPOD_PATIENCE" "a healthy kubelet" kubelet_healthy || fail "\\\`journalctl --unit kubelet\\\` says why"
  if is_master; then
    wait_for "$TRIPOD_PATIENCE" "$TRIPOD_API/readyz" api_ready ||
      fail "\\\`crictl ps --all\\\` shows the containers of this host, and \\\`crictl logs\\\` what they say"
  fi
  wait_for "$TRIPOD_PATIENCE" "https://$TRIPOD_ENDPOINT/readyz" endpoint_ready ||
    fail "no API server answers under that name; look at DNS, at the VIP and at haproxy of the masters"
}
`;
