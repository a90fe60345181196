package live

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// Record is the epoch's in the tests, in the zone bank.test.
const Record = "_epoch.pair.bank.test."

// Key is what tsig-keygen prints.
const Key = `key "tripod" {
	algorithm hmac-sha256;
	secret "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgbG9uZyE=";
};
`

// Named is a real name server that keeps bank.test by itself.
type Named struct {
	*Process
	Address string
	port    int
	key     string
}

// Nameservers starts so many, with the epoch's record, or without one where word is empty.
func Nameservers(t *testing.T, count int, word string) []*Named {
	t.Helper()
	named := Program(t, "named")
	servers := make([]*Named, count)
	for i := range servers {
		folder := t.TempDir()
		port := Port(t)
		zone := "$TTL 0\n@ SOA ns hostmaster 1 60 60 60 1\n@ NS ns\nns A 127.0.0.1\n"
		if word != "" {
			zone += fmt.Sprintf("_epoch.pair TXT \"%s\"\n", word)
		}
		File(t, filepath.Join(folder, "zone"), zone)
		key := File(t, filepath.Join(folder, "key"), Key)
		conf := File(t, filepath.Join(folder, "named.conf"), fmt.Sprintf(`include "%s/key";
options {
  directory "%s"; pid-file none; session-keyfile none; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; allow-transfer { none; }; minimal-responses yes;
};
controls { };
zone "bank.test" { type primary; file "zone"; allow-query { key tripod; }; allow-update { key tripod; }; };
`, folder, folder, port))
		servers[i] = &Named{
			Process: Start(t, named, "-g", "-n", "1", "-c", conf), Address: fmt.Sprintf("127.0.0.1:%d", port), port: port, key: key,
		}
	}
	for _, s := range servers {
		Until(t, 20*time.Second, "name server", func() bool { return s.Dig(t, "SOA", "bank.test.") != "" })
	}
	return servers
}

// Dig asks it.
func (n *Named) Dig(t *testing.T, kind, name string) string {
	t.Helper()
	return Run(t, "", "/bin/sh", "-c", fmt.Sprintf("%s @127.0.0.1 -p %d -k %s +short +time=1 +tries=1 %s %s || true",
		Program(t, "dig"), n.port, n.key, name, kind))
}

// Update changes the zone.
func (n *Named) Update(t *testing.T, lines string) {
	t.Helper()
	Run(t, fmt.Sprintf("server 127.0.0.1 %d\nzone bank.test\n%s\nsend\n", n.port, lines), Program(t, "nsupdate"), "-k", n.key, "-t", "5")
}

// Say sets the epoch's record.
func (n *Named) Say(t *testing.T, word string) {
	t.Helper()
	n.Update(t, fmt.Sprintf("update delete %s TXT\nupdate add %s 0 TXT \"%s\"", Record, Record, word))
}

// Flags are those with which the agent asks the servers.
func Flags(t *testing.T, servers []*Named, self string) []string {
	t.Helper()
	flags := []string{"--record", Record, "--self", self, "--tsig-secret-file", servers[0].key}
	for _, s := range servers {
		flags = append(flags, "--witness", s.Address)
	}
	return flags
}
