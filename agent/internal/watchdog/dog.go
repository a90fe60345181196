// Package watchdog looks after the guard itself: a guard that is stopped, frozen or killed closes nothing any more.
package watchdog

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// Dog is a process beside the guard that is told, again and again, until when what is guarded may be open. It ends it by
// itself where that time passes without a further word, or the guard is gone.
type Dog struct {
	words   *os.File
	process *os.Process
	gone    chan struct{}
}

// Bite is what the dog does then: arguments of `tripod-agent watchdog`.
type Bite []string

// KillGroup kills a process and its group.
func KillGroup(pid int) Bite { return Bite{"kill", strconv.Itoa(pid)} }

// RunLine runs a line by sh -c until it succeeds.
func RunLine(line string) Bite { return Bite{"run", line} }

// Start starts the dog. It waits for as long as closing takes behind the end of each lease: the guard itself comes first.
func Start(closeLimit time.Duration, bite Bite) (*Dog, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	command := exec.Command("/proc/self/exe", append([]string{"watchdog", closeLimit.String()}, bite...)...)
	command.Stdin, command.Stderr = reader, os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // what ends the guard's group spares it
	err = command.Start()
	reader.Close()
	if err != nil {
		writer.Close()
		return nil, fmt.Errorf("cannot start the watchdog: %w", err)
	}
	d := &Dog{writer, command.Process, make(chan struct{})}
	go func() {
		_ = command.Wait()
		close(d.gone)
	}()
	return d, nil
}

// Open tells that it may be open until then, by the clock of package clock.
func (d *Dog) Open(until time.Duration) { d.say(int64(until)) }

// Closed tells that it is closed.
func (d *Dog) Closed() { d.say(0) }

// say never waits for long: a dog that does not listen is no dog, and is ended, which ends the guard.
func (d *Dog) say(word int64) {
	_ = d.words.SetWriteDeadline(time.Now().Add(500 * time.Millisecond))
	if _, err := fmt.Fprintln(d.words, word); err != nil {
		_ = d.process.Kill()
	}
}

// Gone is closed once the dog has ended.
func (d *Dog) Gone() <-chan struct{} { return d.gone }

// Stop ends the dog, which does nothing where the last word was Closed.
func (d *Dog) Stop() {
	d.words.Close()
	<-d.gone
}
