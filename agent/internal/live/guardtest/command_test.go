package guardtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tripod-iac/agent/internal/live"
)

// Whoever is guarded here is a file that is there while it is open.
func TestCommand(t *testing.T) {
	servers := live.Nameservers(t, 1, "7 production")
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	open := live.File(t, path("open"), "") // somebody has left it open
	page := fmt.Sprintf("127.0.0.1:%d", live.Port(t))
	state := func() string { return live.Get(t, "http://"+page+"/state") }
	is := func(text string) func() bool { return func() bool { return strings.HasPrefix(state(), text) } }
	isThere := func() bool { _, err := os.Stat(open); return err == nil }
	start := func() *live.Process {
		return live.Start(t, live.Agent(t), append(append([]string{"guard"}, flags(t, servers)...), "--metrics", page, "command",
			"--epoch-file", path("epoch"), "--open", "touch "+open,
			"--close", fmt.Sprintf("test ! -e %s && rm -f %s", path("stuck"), open), "--is-closed", fmt.Sprintf("test ! -e %s", open))...)
	}
	agent := start()
	live.Until(t, 5*time.Second, "closed", is("closed it has no epoch of its own yet: no word: there is no"))
	if isThere() {
		t.Error("what was open at the start is not closed")
	}
	live.File(t, path("epoch"), "seven\n")
	live.Until(t, 5*time.Second, "closed", func() bool { return strings.Contains(state(), `got "seven", want a number`) })
	live.File(t, path("epoch"), "7\n")
	live.Until(t, 5*time.Second, "open", is("open 7"))
	if !isThere() {
		t.Error("it is not open")
	}

	t.Run("a close that fails is tried again, and told", func(t *testing.T) {
		live.File(t, path("stuck"), "")
		servers[0].Say(t, "8 remote-dr")
		live.Until(t, 5*time.Second, "told", is("open 7, CANNOT CLOSE: epoch 8 is remote-dr's"))
		if err := os.Remove(path("stuck")); err != nil {
			t.Fatal(err)
		}
		live.Until(t, 3*time.Second, "closed", is("closed epoch 8"))
		if isThere() {
			t.Error("it is open")
		}
	})
	for name, signal := range map[string]syscall.Signal{
		"asked to end": syscall.SIGTERM, "killed": syscall.SIGKILL, "frozen": syscall.SIGSTOP, "left by its watchdog": syscall.SIGUSR1,
	} {
		t.Run("closes when the guard is "+name, func(t *testing.T) {
			servers[0].Say(t, "7 production")
			live.Until(t, 5*time.Second, "open", is("open 7"))
			if signal == syscall.SIGUSR1 {
				live.Run(t, "", "pkill", "-KILL", "-P", fmt.Sprint(agent.Process.Pid))
			} else {
				agent.Signal(signal)
			}
			took := live.Until(t, bound+time.Second, "closed", func() bool { return !isThere() })
			t.Logf("closed after %s; bound %s", took, bound)
			if signal == syscall.SIGSTOP {
				agent.Signal(syscall.SIGCONT)
			}
			agent.End(t)
			agent = start()
		})
	}
}

func TestWrongCalls(t *testing.T) {
	for name, c := range map[string]struct {
		arguments string
		want      []string
	}{
		"nothing": {"guard", []string{"want mariadb or command"}},
		"an even number": {"guard --witness 10.0.0.1:53 --witness 10.0.0.1:53 command", []string{
			"got 2 servers, want 1, 3 or 5", "10.0.0.1:53 twice", `--self: got ""`, `--record: got ""`, "command --close: got nothing"}},
		"a name": {"guard --witness ns1:53 --record r --self a --lease 1s command", []string{
			"since a name would need DNS", "want at least three polls"}},
		"no server":       {"guard --witness 10.0.0.1:53 --record r --self a mariadb", []string{"--socket: got none", "got no server"}},
		"unknown flag":    {"guard --wittness 10.0.0.1:53", []string{"-wittness"}},
		"unknown command": {"gurad", []string{`unknown command "gurad"`}},
	} {
		t.Run(name, func(t *testing.T) {
			command := exec.Command(live.Agent(t), strings.Fields(c.arguments)...)
			output, _ := command.CombinedOutput()
			if code := command.ProcessState.ExitCode(); code != 2 {
				t.Errorf("ended with %d, want 2", code)
			}
			for _, want := range c.want {
				if !strings.Contains(string(output), want) {
					t.Errorf("got %s\nwant %s", output, want)
				}
			}
		})
	}
}
