package main

import (
	"context"
	"flag"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"tripod-iac/agent/internal/clock"
	"tripod-iac/agent/internal/command"
	"tripod-iac/agent/internal/guard"
	"tripod-iac/agent/internal/mariadb"
	"tripod-iac/agent/internal/page"
	"tripod-iac/agent/internal/watchdog"
)

func runGuard(ctx context.Context, arguments []string) (int, error) {
	var w witnessFlags
	set := flag.NewFlagSet("guard", flag.ContinueOnError)
	w.define(set)
	explain(set, "Usage: tripod-agent guard FLAGS... (mariadb FLAGS... -- mariadbd ARGUMENTS... | command FLAGS...)\n\n"+
		"Open only while a majority of the witness says that the current epoch is ours, and our own record says the same\n"+
		"epoch. Pages: /state (`open 7`, or `closed` and why), /open (200 or 503), /healthz, /metrics.\n\n")
	rest, err := parse(set, arguments)
	if err != nil {
		return 2, err
	}
	var f faults
	servers := w.read(&f)
	kinds := map[string]func(*faults, []string) (holding, error){"mariadb": readMariadb, "command": readCommand}
	if len(rest) == 0 || kinds[rest[0]] == nil {
		f.add(false, "want mariadb or command after the flags, got %q", strings.Join(rest, " "))
		return 2, f.err()
	}
	start, err := kinds[rest[0]](&f, rest[1:])
	if err != nil {
		return 2, err
	}
	if err := f.err(); err != nil {
		return 2, err
	}

	registry := prometheus.NewRegistry()
	told := guard.NewTold(registry, servers, w.lease, clock.Boot)
	err = page.Serve(ctx, w.metrics, registry, func(mux *http.ServeMux) { told.Serve(mux, w.lease+2*w.closeLimit) })
	if err != nil {
		return 1, err
	}
	holder, dog, finish, err := start(w.closeLimit)
	if err != nil {
		return 1, err
	}
	defer dog.Stop()
	guarding, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // without the dog nobody looks after the guard itself
		<-dog.Gone()
		cancel()
	}()
	g := &guard.Guard{
		Self: w.self, Servers: servers, Record: w.record, Lease: w.lease, Poll: w.poll, CloseLimit: w.closeLimit,
		Holder: holder, Now: clock.Boot, Told: told, Dog: dog,
	}
	err = g.Run(guarding)
	return finish(), err
}

// holding starts what is guarded, and gives what to do at the end: it tells the exit code.
type holding func(closeLimit time.Duration) (guard.Holder, *watchdog.Dog, func() int, error)

func readMariadb(f *faults, arguments []string) (holding, error) {
	var props mariadb.Props
	var runAs string
	set := flag.NewFlagSet("mariadb", flag.ContinueOnError)
	set.StringVar(&props.Socket, "socket", "", "`PATH` of the server's socket")
	set.StringVar(&props.User, "user", "tripod", "`NAME` of an account with READ_ONLY ADMIN, CONNECTION ADMIN, PROCESS, and SELECT on tripod.epoch")
	set.StringVar(&props.PasswordFile, "password-file", "", "`FILE` with its password (default: it has none, as with unix_socket)")
	set.StringVar(&runAs, "run-as", "", "`UID:GID` of the server, instead of its --user (default: those of the agent)")
	explain(set, "Usage: tripod-agent guard FLAGS... mariadb FLAGS... -- mariadbd ARGUMENTS...\n\n"+
		"Runs the server, or a program that becomes it by exec, with --read_only=ON as its last argument. It ends with the\n"+
		"agent, however that ends. Closed is read_only=ON; its own epoch is the newest row of tripod.epoch (epoch, side, at).\n\n")
	server, err := parse(set, arguments)
	if err != nil {
		return nil, err
	}
	credential, err := mariadb.ParseCredential(runAs)
	f.add(err == nil, "mariadb --run-as: %v", err)
	f.add(props.Socket != "", "mariadb --socket: got none, want the path of the server's socket")
	f.add(len(server) > 0, "mariadb: got no server; fix: end with -- mariadbd ARGUMENTS...")
	return func(limit time.Duration) (guard.Holder, *watchdog.Dog, func() int, error) {
		child, err := mariadb.Start(server, credential)
		if err != nil {
			return nil, nil, nil, err
		}
		dog, err := watchdog.Start(limit, watchdog.KillGroup(child.Pid()))
		if err != nil {
			child.Kill()
			return nil, nil, nil, err
		}
		holder, err := mariadb.New(child, props)
		return holder, dog, func() int {
			holder.Stop()
			return child.Code()
		}, err
	}, nil
}

func readCommand(f *faults, arguments []string) (holding, error) {
	var lines command.Lines
	set := flag.NewFlagSet("command", flag.ContinueOnError)
	set.StringVar(&lines.EpochFile, "epoch-file", "", "`PATH` of the file with its own epoch: `7`, or `7 production`")
	set.StringVar(&lines.OpenLine, "open", "", "`LINE` that opens it, run by sh -c")
	set.StringVar(&lines.CloseLine, "close", "", "`LINE` that closes it; tried again each second until it succeeds")
	set.StringVar(&lines.ClosedLine, "is-closed", "", "`LINE` that ends with 0 where it is closed, 1 where it is open, else where it cannot tell")
	rest, err := parse(set, arguments)
	if err != nil {
		return nil, err
	}
	f.add(len(rest) == 0, "command: got %q behind the flags, want nothing", strings.Join(rest, " "))
	for flag, value := range map[string]string{
		"--epoch-file": lines.EpochFile, "--open": lines.OpenLine, "--close": lines.CloseLine, "--is-closed": lines.ClosedLine,
	} {
		f.add(value != "", "command %s: got nothing", flag)
	}
	return func(limit time.Duration) (guard.Holder, *watchdog.Dog, func() int, error) {
		dog, err := watchdog.Start(limit, watchdog.RunLine(lines.CloseLine))
		return &lines, dog, func() int { return 0 }, err
	}, nil
}

func runWatchdog(_ context.Context, arguments []string) (int, error) {
	return watchdog.Run(os.Stdin, arguments)
}
