// Package live starts the real programs for the tests: name servers, databases and the agent itself.
package live

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Program finds a real program: in TRIPOD_BIN, in tools/bin or on the PATH. Where it is missing the test is skipped, or
// fails if TRIPOD_ALL is set, as `agent/test` does.
func Program(t *testing.T, name string) string {
	t.Helper()
	// Tests run in their own folder, three below the module's.
	for _, folder := range []string{os.Getenv("TRIPOD_BIN"), "../../../../tools/bin"} {
		path, err := filepath.Abs(filepath.Join(folder, name))
		if folder == "" || err != nil {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	for _, folder := range []string{"", "/usr/sbin/"} {
		if path, err := exec.LookPath(folder + name); err == nil {
			return path
		}
	}
	if os.Getenv("TRIPOD_ALL") != "" {
		t.Fatalf("%s is missing; fix: tools/build, or apt-get install bind9 bind9-dnsutils mariadb-server", name)
	}
	t.Skipf("%s is missing", name)
	return ""
}

var agent = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "tripod-agent-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "tripod-agent")
	output, err := exec.Command("go", "build", "-o", path, "tripod-iac/agent").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	return path, nil
})

// Agent is the program, built once.
func Agent(t *testing.T) string {
	t.Helper()
	path, err := agent()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// CleanUp removes what Agent has built. For TestMain.
func CleanUp() {
	if path, err := agent(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	if template != "" {
		os.RemoveAll(template)
	}
}

// Process is one that the test started. It ends with the test.
type Process struct {
	*exec.Cmd
	Ended chan struct{}

	mutex  sync.Mutex
	output bytes.Buffer
}

func (p *Process) Write(data []byte) (int, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.output.Write(data)
}

// Output is what it has printed so far.
func (p *Process) Output() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.output.String()
}

// Signal sends it to the process.
func (p *Process) Signal(signal syscall.Signal) { _ = p.Process.Signal(signal) }

// Kill ends it and waits for that.
func (p *Process) Kill() {
	p.Signal(syscall.SIGKILL)
	<-p.Ended
}

// End waits until it has ended, and gives its exit code.
func (p *Process) End(t *testing.T) int {
	t.Helper()
	select {
	case <-p.Ended:
		return p.ProcessState.ExitCode()
	case <-time.After(15 * time.Second):
		t.Fatalf("%s does not end", filepath.Base(p.Path))
		return 0
	}
}

// Start runs a program until the test ends.
func Start(t *testing.T, name string, arguments ...string) *Process {
	t.Helper()
	p := &Process{Cmd: exec.Command(name, arguments...), Ended: make(chan struct{})}
	p.Stdout, p.Stderr = p, p
	p.WaitDelay = time.Second
	if err := p.Cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.Wait()
		close(p.Ended)
	}()
	t.Cleanup(func() {
		p.Signal(syscall.SIGCONT)
		p.Kill()
		if t.Failed() {
			t.Logf("--- %s\n%s", filepath.Base(name), tail(p.Output(), 25))
		}
	})
	return p
}

// Run runs a program to its end and gives what it printed.
func Run(t *testing.T, input, name string, arguments ...string) string {
	t.Helper()
	command := exec.Command(name, arguments...)
	command.Stdin = strings.NewReader(input)
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(name), err, tail(string(output), 40))
	}
	return string(output)
}

// Port is one that nobody uses now.
func Port(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// Until waits until something holds, and tells how long that took.
func Until(t *testing.T, limit time.Duration, what string, holds func() bool) time.Duration {
	t.Helper()
	begin := time.Now()
	for !holds() {
		if time.Since(begin) > limit {
			t.Fatalf("not within %s: %s", limit, what)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return time.Since(begin)
}

// File writes one and gives its path.
func File(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func tail(text string, lines int) string {
	all := strings.Split(text, "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
