package watchdog

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"tripod-iac/agent/internal/clock"
)

// Run is the process of the dog. It ignores what asks the guard to end, since it must outlive it.
func Run(words io.Reader, arguments []string) (int, error) {
	signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	if len(arguments) != 3 {
		return 2, errors.New("it is started by guard, not by people")
	}
	limit, err := time.ParseDuration(arguments[0])
	if err != nil {
		return 2, err
	}
	heard := make(chan time.Duration)
	go func() {
		defer close(heard)
		lines := bufio.NewScanner(words)
		for lines.Scan() {
			until, _ := strconv.ParseInt(lines.Text(), 10, 64)
			heard <- time.Duration(until)
		}
	}()
	var until time.Duration
	for {
		// Once a second at least: timers stand still while the machine sleeps, the clock does not.
		var due time.Duration = time.Second
		if until > 0 {
			due = min(due, until+limit-clock.Boot())
		}
		select {
		case next, more := <-heard:
			if !more && until > 0 {
				return bite(arguments[1], arguments[2], "the guard is gone")
			}
			if !more {
				return 0, nil
			}
			until = next
		case <-time.After(max(due, 0)):
			if until > 0 && clock.Boot() >= until+limit {
				return bite(arguments[1], arguments[2], "the guard is silent, and the lease is over")
			}
		}
	}
}

func bite(how, what, reason string) (int, error) {
	log.Printf("watchdog: %s: closing in its place", reason)
	if how == "kill" {
		pid, err := strconv.Atoi(what)
		if err != nil || pid < 2 {
			return 2, fmt.Errorf("cannot kill %q", what)
		}
		if err := syscall.Kill(-pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return 1, err
		}
		return 0, nil
	}
	for {
		output, err := exec.Command("/bin/sh", "-c", what).CombinedOutput()
		if err == nil {
			return 0, nil
		}
		log.Printf("watchdog: CANNOT CLOSE: %v: %s", err, output)
		time.Sleep(time.Second)
	}
}
