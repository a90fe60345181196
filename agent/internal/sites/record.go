package sites

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/miekg/dns"
	"tripod-iac/agent/internal/witness"
)

// Record is the address record of a name, on servers each of which takes its updates by itself.
type Record struct {
	Name  string
	Zone  string
	TTL   time.Duration
	Type  uint16 // of A or AAAA
	Epoch string // name of the epoch's record
}

// TypeOf is A or AAAA, as all addresses are; 0 where they are mixed or none.
func TypeOf(sites []Site) uint16 {
	kinds := map[uint16]bool{}
	for _, site := range sites {
		address, err := netip.ParseAddr(site.Address)
		kinds[map[bool]uint16{true: dns.TypeA, false: dns.TypeAAAA}[err == nil && address.Is4()]] = true
		if err != nil {
			return 0
		}
	}
	if len(kinds) == 1 {
		for kind := range kinds {
			return kind
		}
	}
	return 0
}

// Read gives the addresses that a server has, sorted.
func (r Record) Read(ctx context.Context, server witness.Server) ([]string, error) {
	question := new(dns.Msg)
	question.SetQuestion(r.Name, r.Type)
	question.RecursionDesired = false
	answer, err := server.Exchange(ctx, question, "udp")
	if err != nil {
		return nil, err
	}
	if !answer.Authoritative || answer.Rcode != dns.RcodeSuccess && answer.Rcode != dns.RcodeNameError {
		return nil, fmt.Errorf("%s: got %s for %s, want its own answer", server.Address, dns.RcodeToString[answer.Rcode], r.Name)
	}
	var addresses []string
	for _, one := range answer.Answer {
		switch rr := one.(type) {
		case *dns.A:
			addresses = append(addresses, rr.A.String())
		case *dns.AAAA:
			addresses = append(addresses, rr.AAAA.String())
		}
	}
	slices.Sort(addresses)
	return addresses, nil
}

// Write replaces the addresses on a server in one (RFC 2136): only where it still has the ones that were read, and says
// itself that it is our turn, so that it refuses what comes too late.
func (r Record) Write(ctx context.Context, server witness.Server, word witness.Word, was, want []string) error {
	update := new(dns.Msg)
	update.SetUpdate(r.Zone)
	if dns.IsSubDomain(r.Zone, r.Epoch) {
		update.Used([]dns.RR{&dns.TXT{Hdr: header(r.Epoch, dns.TypeTXT, 0), Txt: []string{word.String()}}})
	}
	update.Used(r.rrs(was, 0))
	update.RemoveRRset([]dns.RR{&dns.ANY{Hdr: header(r.Name, r.Type, 0)}})
	update.Insert(r.rrs(want, r.TTL))
	answer, err := server.Exchange(ctx, update, "tcp")
	if err != nil {
		return err
	}
	if answer.Rcode == dns.RcodeNXRrset {
		return fmt.Errorf("%s: refused: it has another epoch than %q, or other addresses than were read", server.Address, word)
	}
	if answer.Rcode != dns.RcodeSuccess {
		return fmt.Errorf("%s: got %s for the update of %s to %s", server.Address, dns.RcodeToString[answer.Rcode], r.Name, strings.Join(want, ", "))
	}
	return nil
}

func (r Record) rrs(addresses []string, ttl time.Duration) []dns.RR {
	all := make([]dns.RR, len(addresses))
	for i, address := range addresses {
		ip := netip.MustParseAddr(address).AsSlice()
		if r.Type == dns.TypeA {
			all[i] = &dns.A{Hdr: header(r.Name, dns.TypeA, ttl), A: ip}
		} else {
			all[i] = &dns.AAAA{Hdr: header(r.Name, dns.TypeAAAA, ttl), AAAA: ip}
		}
	}
	return all
}

func header(name string, kind uint16, ttl time.Duration) dns.RR_Header {
	return dns.RR_Header{Name: name, Rrtype: kind, Class: dns.ClassINET, Ttl: uint32(ttl / time.Second)}
}
