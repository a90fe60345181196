package reconciletest

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"tripod-iac/agent/internal/live"
)

const (
	source = "/app/"
	into   = "/mirror/production"
	copied = into + "/app/"
)

func TestMain(m *testing.M) {
	code := m.Run()
	live.CleanUp()
	os.Exit(code)
}

func flags(from, to *live.Etcd, more ...string) []string {
	return append([]string{
		"reconcile", "--plaintext", "--source", from.URL, "--destination", to.URL, "--prefix", source, "--destination-prefix", into,
	}, more...)
}

// reconcile runs one and gives its exit code and what it printed.
func reconcile(t *testing.T, arguments []string) (int, string) {
	t.Helper()
	command := exec.Command(live.Agent(t), arguments...)
	output, err := command.CombinedOutput()
	if command.ProcessState == nil {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode(), strings.TrimSpace(string(output))
}

func equal(from, to *live.Etcd) func() bool {
	return func() bool { return maps.Equal(from.All(source), to.All(copied)) }
}

func TestRepairsWhatTheMirrorMissed(t *testing.T) {
	from, to := live.StartEtcd(t, "from"), live.StartEtcd(t, "to")
	if _, err := to.Client.Put(t.Context(), into+"/other", "of somebody else"); err != nil {
		t.Fatal(err)
	}
	value := strings.Repeat("v", 1500)
	from.Put(0, 20_000, source, value)
	mirror := live.Mirror(t, from, to, source, copied)
	live.Until(t, 60*time.Second, "mirrored", func() bool { return len(to.All(copied)) == 20_000 })
	mirror.Kill()
	from.Delete(100, 600, source)
	from.Put(1000, 1150, source, "changed while the mirror was down")
	from.Put(30_000, 30_050, source, value)

	t.Run("a dry run tells and changes nothing", func(t *testing.T) {
		code, output := reconcile(t, flags(from, to, "--once", "--dry-run"))
		if code != 1 || !strings.HasPrefix(output, "19550 keys, 50 missing, 150 different, 500 surplus; repaired 0, left 700") {
			t.Errorf("%d %s", code, output)
		}
	})
	t.Run("the mirror alone brings deletes back", func(t *testing.T) {
		mirror = live.Mirror(t, from, to, source, copied)
		live.Until(t, 60*time.Second, "mirrored", func() bool { return len(to.All(copied)) == 20_050 })
		time.Sleep(time.Second)
		if n := len(to.All(copied)); n != 20_050 {
			t.Errorf("got %d keys, want the 500 deleted ones still there", n)
		}
		mirror.Kill()
		to.Put(1000, 1150, copied, "of before")
		to.Delete(2000, 2050, copied)
	})
	t.Run("once repairs", func(t *testing.T) {
		begin := time.Now()
		code, output := reconcile(t, flags(from, to, "--once"))
		t.Logf("%s; in all %s", output, time.Since(begin))
		if code != 0 || !strings.HasPrefix(output, "19550 keys, 50 missing, 150 different, 500 surplus; repaired 700, left 0") {
			t.Errorf("%d %s", code, output)
		}
		if !equal(from, to)() {
			t.Error("they differ still")
		}
		if got := to.All(into + "/other"); len(got) != 1 {
			t.Error("a key outside of the mirror was touched")
		}
	})
	t.Run("a source that was wiped does not wipe the copy", func(t *testing.T) {
		from.Delete(0, 99_999, source)
		code, output := reconcile(t, flags(from, to, "--once"))
		if code != 1 || !strings.Contains(output, "/mirror/production/app/: got 19550 of 19550 keys that the source does not have, want at most half") {
			t.Errorf("%d %s", code, output)
		}
		if n := len(to.All(copied)); n != 19_550 {
			t.Errorf("%d keys are left", n)
		}
		if code, output := reconcile(t, flags(from, to, "--once", "--allow-mass-delete")); code != 0 || len(to.All(copied)) != 0 {
			t.Errorf("%d %s", code, output)
		}
	})
}

func TestBesideAMirrorAtWork(t *testing.T) {
	from, to := live.StartEtcd(t, "from"), live.StartEtcd(t, "to")
	from.Put(0, 500, source, "first")
	page := fmt.Sprintf("127.0.0.1:%d", live.Port(t))
	mirror := live.Mirror(t, from, to, source, copied)
	live.Until(t, 20*time.Second, "mirrored", equal(from, to))
	agent := live.Start(t, live.Agent(t), flags(from, to, "--every", "1s", "--metrics", page)...)
	metric := func(name string) float64 {
		found := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (\S+)$`).FindStringSubmatch(live.Get(t, "http://"+page+"/metrics"))
		if found == nil {
			return -1
		}
		value, err := strconv.ParseFloat(found[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	live.Until(t, 10*time.Second, "a pass", func() bool { return metric("tripod_reconcile_last_success_timestamp_seconds") > 0 })

	t.Run("measures how far it is behind, and leaves what is under way alone", func(t *testing.T) {
		for i := range 200 { // 100 a second
			from.Put(i, i+1, source, fmt.Sprint("second ", i))
			time.Sleep(10 * time.Millisecond)
		}
		live.Until(t, 5*time.Second, "lags", func() bool { return metric("tripod_reconcile_lag_seconds_count") >= 200 })
		t.Logf("lag: mean %.1f ms", 1000*metric("tripod_reconcile_lag_seconds_sum")/metric("tripod_reconcile_lag_seconds_count"))
		if within := metric(`tripod_reconcile_lag_seconds_bucket{le="2"}`); within < 200 {
			t.Errorf("%v of 200 within 2 s", within)
		}
		if n := metric(`tripod_reconcile_repaired_keys_total{kind="different"}`); n != 0 {
			t.Errorf("%v keys repaired that the mirror was about to write", n)
		}
	})
	t.Run("tells of a mirror that stands, and repairs", func(t *testing.T) {
		mirror.Signal(19) // SIGSTOP
		from.Delete(0, 100, source)
		live.Until(t, 20*time.Second, "equal", equal(from, to))
		if n := metric(`tripod_reconcile_repaired_keys_total{kind="surplus"}`); n != 100 {
			t.Errorf("repaired %v, want 100", n)
		}
		live.Until(t, 10*time.Second, "success", func() bool { return metric(`tripod_reconcile_divergent_keys{kind="surplus"}`) == 0 })
		mirror.Signal(18) // SIGCONT
	})
	agent.Signal(15)
	if code := agent.End(t); code != 0 {
		t.Errorf("ended with %d", code)
	}
}

func TestRefuses(t *testing.T) {
	etcd := live.StartEtcd(t, "one")
	for name, c := range map[string]struct {
		arguments []string
		want      []string
	}{
		"itself": {flags(etcd, etcd, "--once"), []string{"got one cluster"}},
		"everything wrong, at once": {
			[]string{"reconcile", "--source", etcd.URL, "--prefix", "/registry/leases/", "--prefix", "/a", "--destination-prefix", ""},
			[]string{"want https://", "--destination: got none", "--destination-prefix: got none", "the API server's own",
				"belongs to one cluster alone", `got "/a"`, "--source-cacert"},
		},
		"one in the other": {flags(etcd, etcd, "--prefix", "/app/x/"), []string{"one inside the other"}},
	} {
		t.Run(name, func(t *testing.T) {
			code, output := reconcile(t, c.arguments)
			if code == 0 {
				t.Error("it ended with 0")
			}
			for _, want := range c.want {
				if !strings.Contains(output, want) {
					t.Errorf("got %s\nwant %s", output, want)
				}
			}
		})
	}
}
