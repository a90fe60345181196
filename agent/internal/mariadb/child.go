// Package mariadb is a holder that runs mariadbd as its child and opens and closes it by read_only.
package mariadb

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// Child is the process of the server. It does not outlive the agent.
type Child struct {
	command *exec.Cmd
	uid     string
	ended   chan struct{}
	code    int
}

// Start runs the server. `--read_only=ON` comes last: it wins over files and earlier arguments (a program of the caller's
// own has to pass it on), so that the server is closed from its first moment.
func Start(arguments []string, credential *syscall.Credential) (*Child, error) {
	c := &Child{ended: make(chan struct{})}
	c.command = exec.Command(arguments[0], append(arguments[1:len(arguments):len(arguments)], "--read_only=ON")...)
	c.command.Stdout, c.command.Stderr = os.Stdout, os.Stderr
	// A group of its own, to which programs of state transfers belong too. Pdeathsig: a server without its guard would stay
	// open for ever, so the kernel kills it with the agent, however that ends (prctl(2), PR_SET_PDEATHSIG).
	c.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL, Credential: credential}

	started := make(chan error)
	go func() {
		// The kernel sends the signal when the thread ends that started the child (golang/go#27505): keep that one.
		runtime.LockOSThread()
		err := c.command.Start()
		started <- err
		if err != nil {
			return
		}
		_ = c.command.Wait()
		c.code = code(c.command.ProcessState)
		close(c.ended)
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	c.uid = uid(c.command.Process.Pid)
	return c, nil
}

// Pid is the server's, and that of its group.
func (c *Child) Pid() int { return c.command.Process.Pid }

// Signal sends it to the server alone.
func (c *Child) Signal(signal syscall.Signal) { _ = c.command.Process.Signal(signal) }

// Kill ends the server and all that it started.
func (c *Child) Kill() {
	_ = syscall.Kill(-c.command.Process.Pid, syscall.SIGKILL)
	_ = c.command.Process.Kill()
}

// Ended is closed once the server is gone.
func (c *Child) Ended() <-chan struct{} { return c.ended }

// Code is how it ended, as a shell would say it.
func (c *Child) Code() int { return c.code }

// CheckUser fails where the server has changed its user: the kernel forgets PR_SET_PDEATHSIG then (prctl(2)).
func (c *Child) CheckUser() error {
	now := uid(c.command.Process.Pid)
	if now == "" || now == c.uid {
		return nil
	}
	return fmt.Errorf("mariadbd changed its user from %s to %s, and would outlive the agent; fix: leave `user` out of its "+
		"arguments and files, and start the agent as that user or with --run-as UID:GID", c.uid, now)
}

func uid(pid int) string {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 2 && fields[0] == "Uid:" {
			return fields[2] // the effective one
		}
	}
	return ""
}

func code(state *os.ProcessState) int {
	if status, is := state.Sys().(syscall.WaitStatus); is && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}

// ParseCredential reads UID:GID.
func ParseCredential(text string) (*syscall.Credential, error) {
	if text == "" {
		return nil, nil
	}
	var user, group uint32
	if n, err := fmt.Sscanf(text, "%d:%d", &user, &group); n != 2 || err != nil || text != fmt.Sprintf("%d:%d", user, group) {
		return nil, errors.New("got " + text + ", want UID:GID as numbers, such as 999:999")
	}
	return &syscall.Credential{Uid: user, Gid: group}, nil
}
