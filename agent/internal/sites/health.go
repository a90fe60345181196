// Package sites keeps the addresses of dead sites out of a DNS record.
package sites

import (
	"slices"
)

// Health counts probes of one site: so many failures in a row take it out, so many successes bring it back.
type Health struct {
	good, bad int
	state     State
}

// State is what is known of a site.
type State string

// A site is Unknown until enough probes agree: it stays as the record has it.
const (
	Unknown State = "unknown"
	Up      State = "up"
	Down    State = "down"
)

// See takes a probe in.
func (h *Health) See(ok bool, rise, fall int) {
	if ok {
		h.good, h.bad = h.good+1, 0
	} else {
		h.good, h.bad = 0, h.bad+1
	}
	switch {
	case h.good >= rise:
		h.state = Up
	case h.bad >= fall:
		h.state = Down
	}
}

// State is Unknown at first.
func (h *Health) State() State {
	if h.state == "" {
		return Unknown
	}
	return h.state
}

// Site is a name for people, and its address.
type Site struct{ Name, Address string }

// Want is what the record should hold, and whether it may be touched at all.
//
// Not where it is empty or leads anywhere else: then a plan has not led it here yet, and only a plan does. Never nothing:
// where no site answers, the fault is more likely with who asks.
func Want(sites []Site, states []State, current []string) (want []string, ours bool) {
	if len(current) == 0 {
		return nil, false
	}
	for _, address := range current {
		if !slices.ContainsFunc(sites, func(s Site) bool { return s.Address == address }) {
			return nil, false
		}
	}
	for i, site := range sites {
		if states[i] == Up || states[i] == Unknown && slices.Contains(current, site.Address) {
			want = append(want, site.Address)
		}
	}
	if len(want) == 0 {
		want = slices.Clone(current)
	}
	slices.Sort(want)
	return want, true
}
