// wan carries the packets between the sites of a drill: late by half a round trip, or not at all.
//
// It sits on a TUN device, into which the routing of its network namespace leads whatever passes from one subnet to
// another, since not every kernel has netem. What it does not know, it drops.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

const help = `Usage: wan DEVICE

Carries IPv4 packets between sites over the TUN device DEVICE, which exists.
Commands are lines of its input, each answered by "ok" or "error: REASON":

  site NAME CIDR     addresses of a site
  delay A B TIME     time from A to B and from B to A, such as 1.5ms
  cut A B            drops everything between the two, what is under way too
  heal A B           carries it again

It ends with its input. Two sites without a delay do not reach each other.
`

// More than that wait only where a sender ignores every sign of congestion.
const longestQueue = 8192

// The largest IPv4 packet.
const largest = 65535

// TUNSETIFF and its flags (linux/if_tun.h).
const (
	tunSetIff = 0x400454ca
	iffTun    = 0x0001
	iffNoPi   = 0x1000
)

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

func (n *network) with(change func(next *network)) *network {
	next := &network{sites: append([]site(nil), n.sites...), links: make(map[pair]*link)}
	for key, value := range n.links {
		next.links[key] = value
	}
	change(next)
	return next
}

type wan struct {
	device  int
	current atomic.Pointer[network]
}

func main() {
	if len(os.Args) != 2 || strings.HasPrefix(os.Args[1], "-") {
		fmt.Print(help)
		if len(os.Args) == 2 && (os.Args[1] == "--help" || os.Args[1] == "-h") {
			return
		}
		os.Exit(2)
	}
	device, err := open(os.Args[1])
	if err != nil {
		fmt.Fprintf(os.Stderr, "wan: %s: %v; fix: ip tuntap add dev %s mode tun, as root\n", os.Args[1], err, os.Args[1])
		os.Exit(1)
	}
	w := &wan{device: device}
	w.current.Store(&network{})
	go w.carry()
	w.obey()
}

func open(name string) (int, error) {
	if len(name) >= syscall.IFNAMSIZ {
		return 0, errors.New("a longer name than an interface may have")
	}
	device, err := syscall.Open("/dev/net/tun", syscall.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	var request struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], name)
	request.flags = iffTun | iffNoPi
	_, _, code := syscall.Syscall(syscall.SYS_IOCTL, uintptr(device), tunSetIff, uintptr(unsafe.Pointer(&request)))
	if code != 0 {
		return 0, code
	}
	return device, nil
}

// carry puts every packet into the queue of its direction.
func (w *wan) carry() {
	buffer := make([]byte, largest)
	for {
		size, err := syscall.Read(w.device, buffer)
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "wan: cannot read:", err)
			os.Exit(1)
		}
		data := buffer[:size]
		if size < 20 || data[0]>>4 != 4 {
			continue
		}
		from, to := netip.AddrFrom4([4]byte(data[12:16])), netip.AddrFrom4([4]byte(data[16:20]))
		now := w.current.Load()
		l := now.links[pair{now.siteOf(from), now.siteOf(to)}]
		if l == nil || l.isCut.Load() {
			continue
		}
		due := time.Now().Add(time.Duration(l.delay.Load()))
		select {
		case l.queue <- packet{due, append([]byte(nil), data...)}:
		default: // full: a router drops too
		}
	}
}

func (w *wan) deliver(l *link) {
	for p := range l.queue {
		sleep(time.Until(p.due))
		if l.isCut.Load() {
			continue
		}
		// A refused packet is a lost one: its sender repeats it.
		_, _ = syscall.Write(w.device, p.data)
	}
}

// sleep is exact to a tenth of a millisecond. time.Sleep may take a whole one more, since the runtime waits with epoll.
func sleep(duration time.Duration) {
	if duration > 0 {
		left := syscall.NsecToTimespec(int64(duration))
		// An early end by a signal makes one packet early, and no more.
		_ = syscall.Nanosleep(&left, nil)
	}
}

func (w *wan) obey() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if err := w.do(strings.Fields(lines.Text())); err != nil {
			fmt.Println("error:", err)
		} else {
			fmt.Println("ok")
		}
	}
}

func (w *wan) do(words []string) error {
	now := w.current.Load()
	command := strings.Join(words, " ")
	switch {
	case len(words) == 3 && words[0] == "site":
		subnet, err := netip.ParsePrefix(words[2])
		if err != nil {
			return err
		}
		w.current.Store(now.with(func(next *network) { next.sites = append(next.sites, site{words[1], subnet}) }))
		return nil
	case len(words) == 4 && words[0] == "delay":
		delay, err := time.ParseDuration(words[3])
		if err != nil {
			return err
		}
		if delay < 0 {
			return fmt.Errorf("a delay of %s", delay)
		}
		for _, name := range words[1:3] {
			if !now.has(name) {
				return fmt.Errorf("no site %s", name)
			}
		}
		w.current.Store(now.with(func(next *network) { w.connect(next, words[1], words[2], delay) }))
		return nil
	case len(words) == 3 && (words[0] == "cut" || words[0] == "heal"):
		l := now.links[pair{words[1], words[2]}]
		if l == nil {
			return fmt.Errorf("no delay between %s and %s", words[1], words[2])
		}
		l.isCut.Store(words[0] == "cut")
		return nil
	default:
		return fmt.Errorf("no command %q", command)
	}
}

func (n *network) has(name string) bool {
	for _, s := range n.sites {
		if s.name == name {
			return true
		}
	}
	return false
}

func (w *wan) connect(n *network, a, b string, delay time.Duration) {
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
		go w.deliver(l)
	}
}
