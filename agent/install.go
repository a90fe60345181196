package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
)

// runInstall copies the program itself: its image has no other program that could, and a database's has no agent.
func runInstall(_ context.Context, arguments []string) (int, error) {
	var f faults
	f.add(len(arguments) == 1 && filepath.IsAbs(arguments[0]), "got %q, want one absolute path of the copy", arguments)
	if err := f.err(); err != nil {
		return 2, err
	}
	source, err := os.Open("/proc/self/exe")
	if err != nil {
		return 1, err
	}
	defer source.Close()
	// Under another name first: one that is running may not be overwritten, and half a program must not look whole.
	partial := arguments[0] + ".new"
	target, err := os.OpenFile(partial, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o755)
	if err != nil {
		return 1, err
	}
	if _, err := io.Copy(target, source); err != nil {
		target.Close()
		return 1, err
	}
	if err := target.Close(); err != nil {
		return 1, err
	}
	return 0, os.Rename(partial, arguments[0])
}
