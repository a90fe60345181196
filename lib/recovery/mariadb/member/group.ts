/** How members of a Galera group find together. */
export const GROUP = `# Of its own is the domain of what a member writes without its group: nothing, unless somebody tells it to.
group_options() {
  options+=(--wsrep-cluster-address="gcomm://\${GROUP// /,}" --wsrep-node-address="$ADDRESS:$GROUP_PORT"
    --wsrep-sst-receive-address="$ADDRESS:$TRANSFER_PORT" --wsrep-sst-auth="$(id -un):"
    --wsrep-provider-options="$(provider_options)" --gtid-domain-id=$((DOMAIN * 1000 + \${MEMBER##*-})))
  # What it remembers of the group before is for when all come back: not where one is there already.
  if group_is_there; then rm -f "$SERVER/gvwstate.dat"; fi
  if forms_group; then
    say 'forms its group anew'
    rm -f "$SERVER/gvwstate.dat"
    [[ ! -e $SERVER/grastate.dat ]] || sed -i 's/^safe_to_bootstrap:.*/safe_to_bootstrap: 1/' "$SERVER/grastate.dat"
    options+=(--wsrep-new-cluster)
  fi
  recover_position
}
provider_options() {
  printf '%s;' "base_port=$GROUP_PORT" "gmcast.listen_addr=ssl://$BIND:$GROUP_PORT" \\
    "ist.recv_addr=$ADDRESS:$INCREMENTAL_PORT" "ist.recv_bind=$BIND:$INCREMENTAL_PORT" \\
    "socket.ssl_ca=$TLS/ca.crt" "socket.ssl_cert=$TLS/tls.crt" "socket.ssl_key=$TLS/tls.key" pc.wait_prim_timeout=PT24H
}
# Told to, or the last that left in good order while no other has a group that serves. After a crash of all, they find
# together by themselves as soon as all are back (pc.recovery); where one does not come back, people decide.
forms_group() {
  [[ -e $DATA/form ]] || { grep -q '^safe_to_bootstrap: 1' "$SERVER/grastate.dat" 2>/dev/null && ! group_is_there; }
}
# Whether another member has a group that serves.
group_is_there() {
  local each status
  for each in $SERVERS; do
    [[ $each != "$ADDRESS:$PORT" ]] || continue
    status=$(call "$each" "SHOW STATUS LIKE 'wsrep_cluster_status'" 2>/dev/null) || continue
    [[ \${status##*$'\\t'} != Primary ]] || return 0
  done
  return 1
}
# After a crash the place stands in the tables only (MariaDB documentation, "Galera Cluster Recovery").
recover_position() {
  local found
  [[ -d $SERVER/mysql ]] || return 0
  rm -f "$RUN/recover.log"
  mariadbd "\${options[@]}" --wsrep-recover --log-error="$RUN/recover.log" || die "cannot recover: see $RUN/recover.log"
  found=$(sed -n 's/.*Recovered position: *//p' "$RUN/recover.log" | tail -1)
  [[ -n $found ]] || return 0
  echo "$found" >"$DATA/recovered"
  options+=(--wsrep-start-position="$found")
}
# UUID:NUMBER of the last write that it has. The group is formed by the one with the highest.
recovered() { cat "$DATA/recovered"; }
form() {
  : >"$DATA/form"
  restart
}
# Where it waits for a copy: gives up its data, and takes that of its group.
join() {
  [[ -e $DATA/wanted ]] || die 'does not wait for a copy'
  : >"$DATA/join"
}
`;
