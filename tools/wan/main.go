// wan carries the packets between the sites of a drill: late by half a round trip, or not at all.
//
// It sits on a TUN device, into which the routing of its network namespace leads whatever passes from one subnet to
// another, since not every kernel has netem. What it does not know, it drops.
package main

import (
	"fmt"
	"os"
	"strings"
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
