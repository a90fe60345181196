package main

import (
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/miekg/dns"
	"tripod-iac/agent/internal/witness"
)

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }
func (l *list) Set(text string) error {
	*l = append(*l, text)
	return nil
}

// faults collects everything wrong with a call, so that it is told at once.
type faults []error

func (f *faults) add(ok bool, format string, values ...any) {
	if !ok {
		*f = append(*f, fmt.Errorf(format, values...))
	}
}

func (f *faults) err() error {
	if len(*f) == 0 {
		return nil
	}
	return errUsage{errors.Join(*f...)}
}

// nothing finds fault with what follows the flags of a call that takes nothing else.
func (f *faults) nothing(rest []string) {
	f.add(len(rest) == 0, "got %q behind the flags, want nothing", strings.Join(rest, " "))
}

// explain is what --help says: the text, then all flags.
func explain(set *flag.FlagSet, text string) {
	set.Usage = func() {
		fmt.Fprint(set.Output(), text)
		set.PrintDefaults()
	}
}

// parse reads flags and gives what follows them. Faults of the flags themselves are those of the call.
func parse(set *flag.FlagSet, arguments []string) ([]string, error) {
	err := set.Parse(arguments)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		err = errUsage{err}
	}
	return set.Args(), err
}

// witnessFlags are the same for all that asks the witness.
type witnessFlags struct {
	servers    list
	record     string
	self       string
	lease      time.Duration
	poll       time.Duration
	closeLimit time.Duration
	tsigName   string
	tsigAlgo   string
	tsigFile   string
	metrics    string
}

func (w *witnessFlags) define(set *flag.FlagSet) {
	set.Var(&w.servers, "witness", "`ADDR:PORT` of a name server of the witness; as often as there are servers: 1, 3 or 5")
	set.StringVar(&w.record, "record", "", "`NAME` of the TXT record with the epoch, such as _epoch.pair.bank.example.")
	set.StringVar(&w.self, "self", "", "`ENVIRONMENT` whose side this is")
	set.DurationVar(&w.lease, "lease", 10*time.Second, "how long it stays open after the last question that a majority confirmed")
	set.DurationVar(&w.poll, "poll", time.Second, "how often the witness is asked")
	set.DurationVar(&w.closeLimit, "close-limit", 3*time.Second, "how long closing may take")
	set.StringVar(&w.tsigName, "tsig-name", "", "`NAME` of the key that signs (default: as the file says)")
	set.StringVar(&w.tsigAlgo, "tsig-algorithm", "", "`ALGORITHM` of the key (default: as the file says, else hmac-sha256)")
	set.StringVar(&w.tsigFile, "tsig-secret-file", "", "`FILE` with the secret of the key: the base64 text, or what tsig-keygen prints")
	set.StringVar(&w.metrics, "metrics", "", "`ADDR:PORT` of /metrics, /healthz and the pages of the command (default: none)")
}

// read checks the flags and gives the servers.
func (w *witnessFlags) read(f *faults) []witness.Server {
	var key *witness.Key
	if w.tsigFile != "" {
		var err error
		key, err = witness.ReadKey(w.tsigName, w.tsigAlgo, w.tsigFile)
		f.add(err == nil, "--tsig-secret-file: %v", err)
		_, known := map[string]bool{dns.HmacSHA256: true, dns.HmacSHA384: true, dns.HmacSHA512: true}[algorithm(key)]
		f.add(key == nil || known, "--tsig-algorithm: got %s, want hmac-sha256, hmac-sha384 or hmac-sha512", algorithm(key))
	} else {
		f.add(w.tsigName == "", "--tsig-name: got a name without a secret; fix: add --tsig-secret-file")
	}
	n := len(w.servers)
	f.add(n == 1 || n == 3 || n == 5, "--witness: got %d servers, want 1, 3 or 5", n)
	seen := map[netip.AddrPort]bool{}
	servers := []witness.Server{}
	for _, text := range w.servers {
		address, err := netip.ParseAddrPort(text)
		f.add(err == nil, "--witness: got %q, want ADDR:PORT with an address, since a name would need DNS", text)
		f.add(err != nil || !seen[address], "--witness: got %s twice: one server has one voice", text)
		seen[address] = true
		servers = append(servers, witness.Server{Address: text, Key: key})
	}
	f.add(w.self != "" && !strings.ContainsAny(w.self, " \t"), "--self: got %q, want the name of an environment", w.self)
	w.record = name(f, "--record", w.record)
	f.add(w.poll >= 100*time.Millisecond, "--poll: got %s, want at least 100ms", w.poll)
	f.add(w.lease >= 3*w.poll, "--lease: got %s, want at least three polls (%s), since UDP loses questions", w.lease, 3*w.poll)
	f.add(w.closeLimit >= 500*time.Millisecond, "--close-limit: got %s, want at least 500ms", w.closeLimit)
	return servers
}

func algorithm(key *witness.Key) string {
	if key == nil {
		return ""
	}
	return key.Algorithm
}

// name is a domain name with its final dot.
func name(f *faults, flag, text string) string {
	_, valid := dns.IsDomainName(text)
	f.add(text != "" && valid, "%s: got %q, want a domain name", flag, text)
	return dns.CanonicalName(text)
}
