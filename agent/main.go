// tripod-agent closes and opens what holds data as its side's turn comes and goes, repairs mirrors of etcd, and keeps dead
// sites out of DNS.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
)

// version is that of the package; the build sets it.
var version = "0.0.0"

const help = `Usage: tripod-agent COMMAND FLAGS...

  guard FLAGS mariadb FLAGS -- mariadbd ARGUMENTS...
  guard FLAGS command FLAGS
        keeps what holds data closed unless a majority of the witness says that it is its side's turn
  reconcile FLAGS
        makes a mirror of etcd equal to its source again, and measures how far it is behind
  sites FLAGS
        takes the addresses of dead sites out of a DNS record, and puts them back
  install FILE
        copies this program, for a container whose own image has none
  version

Each command tells its flags with --help. Logs go to standard error.
It ends with 0 when it was asked to, 1 when something failed, 2 for a wrong call; guard mariadb ends as mariadbd does.
`

// errUsage is for calls that are told apart from what fails later.
type errUsage struct{ error }

func main() {
	log.SetFlags(log.LstdFlags | log.Lmicroseconds)
	// Where it runs as the first process of a container, signals without a handler are ignored: all that end it have one.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(ctx context.Context, arguments []string) int {
	commands := map[string]func(context.Context, []string) (int, error){
		"guard": runGuard, "reconcile": runReconcile, "sites": runSites, "watchdog": runWatchdog,
		"install": runInstall,
	}
	if len(arguments) == 0 {
		fmt.Fprint(os.Stderr, help)
		return 2
	}
	switch arguments[0] {
	case "help", "-h", "--help", "-help":
		fmt.Print(help)
		return 0
	case "version", "--version":
		fmt.Println("tripod-agent", version)
		return 0
	}
	command, known := commands[arguments[0]]
	if !known {
		fmt.Fprintf(os.Stderr, "tripod-agent: unknown command %q; see tripod-agent --help\n", arguments[0])
		return 2
	}
	code, err := command(ctx, arguments[1:])
	var usage errUsage
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "tripod-agent %s: %v\n", arguments[0], err)
		return 2
	case err != nil:
		log.Printf("%s: %v", arguments[0], err)
		return max(code, 1)
	}
	return code
}
