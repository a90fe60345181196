package main

import (
	"context"
	"flag"
	"net/netip"
	"strings"
	"time"

	"github.com/miekg/dns"
	"github.com/prometheus/client_golang/prometheus"
	"tripod-iac/agent/internal/clock"
	"tripod-iac/agent/internal/page"
	"tripod-iac/agent/internal/sites"
	"tripod-iac/agent/internal/witness"
)

func runSites(ctx context.Context, arguments []string) (int, error) {
	var w witnessFlags
	var at, servers list
	k := sites.Keeper{Now: clock.Boot}
	set := flag.NewFlagSet("sites", flag.ContinueOnError)
	w.define(set)
	set.StringVar(&k.Record.Name, "name", "", "`NAME` whose addresses are kept, such as api.bank.example.")
	set.StringVar(&k.Record.Zone, "zone", "", "`ZONE` in which it stands")
	set.DurationVar(&k.Record.TTL, "ttl", 30*time.Second, "TTL of its addresses")
	set.Var(&servers, "server", "`ADDR:PORT` of a name server that takes updates; may be given several times (default: those of the witness)")
	set.Var(&at, "site", "`SITE=ADDRESS`; as often as there are sites")
	probe := set.String("probe", "", "`URL` that a site answers with 200, with %s for its address, such as https://%s:8443/readyz")
	authority := set.String("cacert", "", "`FILE` with the authority of the sites' certificates (default: those of the system)")
	serverName := set.String("server-name", "", "`NAME` that the certificates bear (default: the address)")
	set.IntVar(&k.Fall, "fall", 3, "failed probes in a row that take a site out")
	set.IntVar(&k.Rise, "rise", 10, "good probes in a row that bring it back")
	set.DurationVar(&k.Every, "every", 2*time.Second, "time between two probes, and how long one may take")
	explain(set, "Usage: tripod-agent sites FLAGS...\n\n"+
		"Takes the address of a site that does not answer out of the record, and puts it back, while the epoch is our side's.\n"+
		"Leaves a record alone that is empty or leads anywhere else: only a plan leads it here. Never empties it.\n\n")
	rest, err := parse(set, arguments)
	if err != nil {
		return 2, err
	}
	var f faults
	f.nothing(rest)
	k.Witness = w.read(&f)
	k.Servers = k.Witness
	if len(servers) > 0 {
		k.Servers = nil
		for _, text := range servers {
			_, err := netip.ParseAddrPort(text)
			f.add(err == nil, "--server: got %q, want ADDR:PORT", text)
			one := witness.Server{Address: text}
			if len(k.Witness) > 0 {
				one.Key = k.Witness[0].Key
			}
			k.Servers = append(k.Servers, one)
		}
	}
	k.Self, k.Lease, k.Poll, k.Record.Epoch = w.self, w.lease, w.poll, w.record
	k.Record.Name = name(&f, "--name", k.Record.Name)
	k.Record.Zone = name(&f, "--zone", k.Record.Zone)
	f.add(dns.IsSubDomain(k.Record.Zone, k.Record.Name), "--name: got %s, want a name in --zone %s", k.Record.Name, k.Record.Zone)
	f.add(k.Record.TTL >= time.Second && k.Record.TTL <= 5*time.Minute, "--ttl: got %s, want 1s to 5m", k.Record.TTL)
	for _, text := range at {
		site, address, found := strings.Cut(text, "=")
		ip, err := netip.ParseAddr(address)
		f.add(found && site != "" && err == nil, "--site: got %q, want SITE=ADDRESS", text)
		k.Sites = append(k.Sites, sites.Site{Name: site, Address: ip.String()})
	}
	f.add(len(at) >= 2, "--site: got %d, want at least 2: with one there is nothing to choose", len(at))
	k.Record.Type = sites.TypeOf(k.Sites)
	f.add(len(at) < 2 || k.Record.Type != 0, "--site: got addresses of both kinds, want IPv4 or IPv6; fix: one process for each")
	f.add(strings.HasPrefix(*probe, "https://") || strings.HasPrefix(*probe, "http://"), "--probe: got %q, want a URL", *probe)
	f.add(strings.Count(*probe, "%s") == 1, "--probe: got %q, want one %%s for the address", *probe)
	f.add(k.Rise > 0 && k.Fall > 0, "--rise and --fall: got %d and %d, want at least 1", k.Rise, k.Fall)
	f.add(k.Every >= 500*time.Millisecond, "--every: got %s, want at least 500ms", k.Every)
	if k.Probe, err = sites.NewProbe(*probe, *authority, *serverName, k.Every); err != nil {
		f.add(false, "--cacert: %v", err)
	}
	if err := f.err(); err != nil {
		return 2, err
	}
	registry := prometheus.NewRegistry()
	k.Register(registry)
	if err := page.Serve(ctx, w.metrics, registry, k.Serve); err != nil {
		return 1, err
	}
	k.Run(ctx)
	return 0, nil
}
