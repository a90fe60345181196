package main

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"sync/atomic"
	"syscall"
	"time"
)

// The largest IPv4 packet.
const largest = 65535

// wan moves packets between its device and the queues of the network.
type wan struct {
	device  int
	current atomic.Pointer[network]
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
// The runtime also interrupts its own threads by signals: what is left then is slept too.
func sleep(duration time.Duration) {
	if duration <= 0 {
		return
	}
	left := syscall.NsecToTimespec(int64(duration))
	for errors.Is(syscall.Nanosleep(&left, &left), syscall.EINTR) {
	}
}
