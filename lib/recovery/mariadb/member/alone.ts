/** What an old primary has alone: those writes were acknowledged, and are nowhere else. */
export const ALONE = `# POSITION: what stands here beyond that, which the other side has not: as SQL that can be read, as SQL that can be run, and
# as a list of transactions. The archive goes to standard output; the same stays in the volume.
alone() {
  local folder=$DATA/alone first
  rm -rf "$folder.part"
  mkdir -p "$folder.part"
  first=$(ask 'SHOW BINARY LOGS' | head -1 | cut -f1)
  [[ -n $first ]] || die 'has no binary log'
  beyond "$1" "$first" >"$folder.part/run.sql"
  beyond "$1" "$first" --base64-output=decode-rows --verbose >"$folder.part/read.sql"
  transactions <"$folder.part/read.sql" >"$folder.part/transactions.tsv"
  wc -l <"$folder.part/transactions.tsv" >"$folder.part/count"
  (cd "$folder.part" && sha256sum count read.sql run.sql transactions.tsv >SHA256SUMS)
  rm -rf "$folder"
  mv "$folder.part" "$folder"
  say "$(<"$folder/count") transactions stand here alone, beyond $1"
  tar -C "$folder" -cf - .
}
# Only what was written by this side: what it has of the other one stands there.
beyond() {
  local from first=$2
  from=$(tr , '\\n' <<<"$1" | grep "^$DOMAIN-" || true)
  shift 2
  mariadb-binlog --no-defaults --read-from-remote-server --socket="$SOCKET" --user="$(id -un)" --to-last-log \\
    --do-domain-ids="$DOMAIN" \${from:+--start-position="$from"} "$@" "$first"
}
# A line for each: GTID, time, tables. Not those that concern nothing but tripod: heartbeats, probes, epochs.
transactions() {
  awk '
    function flush() { if (gtid != "" && tables != "") print gtid "\\t" at "\\t" tables; tables = "" }
    /^#[0-9]+ .*\\tGTID [0-9]+-[0-9]+-[0-9]+/ {
      flush()
      match($0, /GTID [0-9]+-[0-9]+-[0-9]+/)
      gtid = substr($0, RSTART + 5, RLENGTH - 5)
      at = substr($1, 2) " " $2
      if ($0 ~ / ddl/) tables = "(definition)"
      next
    }
    /^#[0-9]+ .*Table_map: / {
      split($0, part, "\`")
      name = part[2] "." part[4]
      if (part[2] != "tripod" && index(" " tables " ", " " name " ") == 0) tables = tables (tables == "" ? "" : " ") name
    }
    END { flush() }'
}
`;
