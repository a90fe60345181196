package sitestest

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tripod-iac/agent/internal/live"
)

func TestMain(m *testing.M) {
	code := m.Run()
	live.CleanUp()
	os.Exit(code)
}

const name = "api.bank.test."

// site serves on its own loopback address, while it is up.
func site(t *testing.T, address string, port int) *atomic.Bool {
	t.Helper()
	listener, err := net.Listen("tcp", fmt.Sprintf("%s:%d", address, port))
	if err != nil {
		t.Fatal(err)
	}
	up := &atomic.Bool{}
	up.Store(true)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !up.Load() || r.URL.Path != "/readyz" {
			w.WriteHeader(http.StatusInternalServerError)
		}
	})}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return up
}

func TestSites(t *testing.T) {
	servers := live.Nameservers(t, 3, "7 production")
	lead := func(addresses ...string) {
		t.Helper()
		lines := "update delete " + name + " A"
		for _, address := range addresses {
			lines += "\nupdate add " + name + " 30 A " + address
		}
		for _, s := range servers {
			s.Update(t, lines)
		}
	}
	leads := func(addresses ...string) func() bool {
		return func() bool {
			for _, s := range servers {
				got := strings.Fields(s.Dig(t, "A", name))
				slices.Sort(got)
				if !slices.Equal(got, addresses) {
					return false
				}
			}
			return true
		}
	}
	stays := func(t *testing.T, addresses ...string) {
		t.Helper()
		time.Sleep(3 * time.Second)
		if !leads(addresses...)() {
			t.Errorf("got %s, want %s still", servers[0].Dig(t, "A", name), addresses)
		}
	}
	port := live.Port(t)
	a, b := site(t, "127.0.0.2", port), site(t, "127.0.0.3", port)
	lead("127.0.0.2", "127.0.0.3")
	live.Start(t, live.Agent(t), append(append([]string{"sites"}, live.Flags(t, servers, "production")...),
		"--name", name, "--zone", "bank.test", "--site", "a=127.0.0.2", "--site", "b=127.0.0.3", "--lease", "2s", "--poll", "250ms",
		"--probe", fmt.Sprintf("http://%%s:%d/readyz", port), "--every", "500ms", "--fall", "3", "--rise", "4")...)

	b.Store(false)
	t.Logf("a dead site is out after %s", live.Until(t, 10*time.Second, "b is out", leads("127.0.0.2")))
	a.Store(false)
	stays(t, "127.0.0.2")
	b.Store(true)
	live.Until(t, 10*time.Second, "b instead of a", leads("127.0.0.3"))
	a.Store(true)
	live.Until(t, 10*time.Second, "both", leads("127.0.0.2", "127.0.0.3"))

	t.Run("what leads elsewhere is left alone", func(t *testing.T) {
		lead("10.9.9.9")
		b.Store(false)
		stays(t, "10.9.9.9")
		lead("127.0.0.2", "127.0.0.3")
		live.Until(t, 10*time.Second, "b is out", leads("127.0.0.2"))
	})
	t.Run("without the epoch nothing is changed", func(t *testing.T) {
		for _, s := range servers {
			s.Say(t, "8 remote-dr")
		}
		b.Store(true)
		stays(t, "127.0.0.2")
	})
}
