// Package command is a holder that shell lines open and close: the API servers of a master.
package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"tripod-iac/agent/internal/witness"
)

// Lines is a holder by lines that `sh -c` runs. Each must stand being run twice.
type Lines struct {
	EpochFile string
	OpenLine  string
	CloseLine string
	// ClosedLine ends with 0 where it is closed, with 1 where it is open, and with anything else where it cannot tell.
	ClosedLine string
}

// Epoch reads the file: the number of the epoch, and after a space the environment, where it says one.
func (l *Lines) Epoch(context.Context) (witness.Word, error) {
	content, err := os.ReadFile(l.EpochFile)
	if errors.Is(err, fs.ErrNotExist) {
		return witness.Word{}, fmt.Errorf("%w: there is no %s", witness.ErrNoWord, l.EpochFile)
	}
	if err != nil {
		return witness.Word{}, err
	}
	text := strings.TrimSpace(string(content))
	sided := text
	if !strings.Contains(text, " ") {
		sided += " any"
	}
	word, err := witness.ParseWord(sided)
	if err != nil {
		return witness.Word{}, fmt.Errorf("%w: %s: got %q, want a number", witness.ErrNoWord, l.EpochFile, text)
	}
	if sided != text {
		word.Side = ""
	}
	return word, nil
}

// IsClosed runs its line.
func (l *Lines) IsClosed(ctx context.Context) (bool, error) {
	err := run(ctx, l.ClosedLine)
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.ExitCode() == 1 {
		return false, nil
	}
	return err == nil, err
}

// Open runs its line.
func (l *Lines) Open(ctx context.Context) error { return run(ctx, l.OpenLine) }

// Close runs its line, and asks.
func (l *Lines) Close(ctx context.Context) error {
	if err := run(ctx, l.CloseLine); err != nil {
		return err
	}
	closed, err := l.IsClosed(ctx)
	if err == nil && !closed {
		err = errors.New("the line of --close ended well, and --is-closed says it is open")
	}
	return err
}

// Kill has nothing it could end: closing is tried again each second, and told.
func (l *Lines) Kill(string) {}

// Down never comes.
func (l *Lines) Down() <-chan struct{} { return nil }

// run ends a line with all that it started, once its time is over.
func run(ctx context.Context, line string) error {
	var output strings.Builder
	command := exec.CommandContext(ctx, "/bin/sh", "-c", line)
	command.Stdout, command.Stderr = &output, &output
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	command.WaitDelay = 100 * time.Millisecond
	err := command.Run()
	if ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	if err != nil {
		return fmt.Errorf("%q: %w: %s", line, err, strings.TrimSpace(output.String()))
	}
	return nil
}
