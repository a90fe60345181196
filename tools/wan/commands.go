package main

import (
	"bufio"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"time"
)

// obey answers each line of the input, until it ends.
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
	switch {
	case len(words) == 3 && words[0] == "site":
		return w.site(words[1], words[2])
	case len(words) == 4 && words[0] == "delay":
		return w.delay(words[1], words[2], words[3])
	case len(words) == 3 && words[0] == "cut":
		return w.cut(words[1], words[2], true)
	case len(words) == 3 && words[0] == "heal":
		return w.cut(words[1], words[2], false)
	default:
		return fmt.Errorf("no command %q", strings.Join(words, " "))
	}
}

func (w *wan) site(name, cidr string) error {
	subnet, err := netip.ParsePrefix(cidr)
	if err != nil {
		return err
	}
	w.change(func(next *network) { next.sites = append(next.sites, site{name, subnet}) })
	return nil
}

func (w *wan) delay(a, b, text string) error {
	delay, err := time.ParseDuration(text)
	if err != nil {
		return err
	}
	if delay < 0 {
		return fmt.Errorf("a delay of %s", delay)
	}
	for _, name := range []string{a, b} {
		if !w.current.Load().has(name) {
			return fmt.Errorf("no site %s", name)
		}
	}
	w.change(func(next *network) { next.connect(a, b, delay, w.deliver) })
	return nil
}

func (w *wan) cut(a, b string, isCut bool) error {
	l := w.current.Load().links[pair{a, b}]
	if l == nil {
		return fmt.Errorf("no delay between %s and %s", a, b)
	}
	l.isCut.Store(isCut)
	return nil
}

// change replaces the network. Only commands do, one after the other.
func (w *wan) change(how func(next *network)) {
	w.current.Store(w.current.Load().with(how))
}
