package main

import (
	"net/netip"
	"sync/atomic"
	"time"
)

// More than that wait only where a sender ignores every sign of congestion.
const longestQueue = 8192

type pair struct{ a, b string }

type packet struct {
	due  time.Time
	data []byte
}

// link is one direction of two sites: equal delays for all, so a queue keeps their order.
type link struct {
	delay atomic.Int64
	isCut *atomic.Bool
	queue chan packet
}

type site struct {
	name   string
	subnet netip.Prefix
}

// network is replaced as a whole: the packets' side reads it without a lock.
type network struct {
	sites []site
	links map[pair]*link
}

func (n *network) siteOf(address netip.Addr) string {
	for _, s := range n.sites {
		if s.subnet.Contains(address) {
			return s.name
		}
	}
	return ""
}

// with is a copy, changed.
func (n *network) with(change func(next *network)) *network {
	next := &network{sites: append([]site(nil), n.sites...), links: make(map[pair]*link)}
	for key, value := range n.links {
		next.links[key] = value
	}
	change(next)
	return next
}

func (n *network) has(name string) bool {
	for _, s := range n.sites {
		if s.name == name {
			return true
		}
	}
	return false
}

// connect sets the time between two sites; deliver runs for each direction that is new.
func (n *network) connect(a, b string, delay time.Duration, deliver func(*link)) {
	if l := n.links[pair{a, b}]; l != nil {
		l.delay.Store(int64(delay))
		n.links[pair{b, a}].delay.Store(int64(delay))
		return
	}
	isCut := &atomic.Bool{}
	for _, p := range []pair{{a, b}, {b, a}} {
		l := &link{isCut: isCut, queue: make(chan packet, longestQueue)}
		l.delay.Store(int64(delay))
		n.links[p] = l
		go deliver(l)
	}
}
