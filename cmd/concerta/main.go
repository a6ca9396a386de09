// Command concerta makes the official acts of a participatory planning process
// from one description of that process: on the command line, or as a service.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // Europe/Rome, also on machines without a zone database

	"github.com/mattn/go-isatty"
)

func main() { os.Exit(start()) }

// start runs the program in the surroundings of this operating system process.
func start() int {
	// Without this a reader that goes away, as of «| head -1», ends the program in the
	// middle of its files. A write to it is then an error like any other.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first Ctrl-C ends the work in order; the second one ends the program.
	context.AfterFunc(ctx, stop)
	return run(ctx, environment{
		args:     os.Args[1:],
		stdin:    os.Stdin,
		stdout:   os.Stdout,
		stderr:   os.Stderr,
		getenv:   os.Getenv,
		now:      time.Now,
		random:   rand.Reader,
		version:  version(),
		terminal: isatty.IsTerminal(os.Stdout.Fd()),
		watched:  isatty.IsTerminal(os.Stderr.Fd()),
	})
}

// version is the version that the build recorded in the program.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
