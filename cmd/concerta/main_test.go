package main

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"concerta": main, "patti": makePacts, "carta": makeLetterhead, "sql": runSQL})
}

func TestScripts(t *testing.T) {
	example, err := filepath.Abs(filepath.Join("..", "..", "examples", "casarano-2013.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("CASARANO", example)
			e.Setenv("EXAMPLES", filepath.Dir(example))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":     runForCode,
			"mount":    mountSmallDisk,
			"readonly": mountForReading,
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "smalldisk":
				return canMount(t), nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
	})
}

// runForCode is the script command "code N program args…": it runs the program
// and fails unless it exits with N. Its outputs are for stdout and stderr.
func runForCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program args…")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = exitStatus(err)
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// mountSmallDisk is the script command "mount DIR SIZE": a disk in memory, gone
// with the script.
func mountSmallDisk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mount DIR SIZE")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	ts.Check(mount(dir, args[1]))
	ts.Defer(func() { ts.Check(unmount(dir)) })
}

// mountForReading is the script command "readonly DIR AT": shows a folder elsewhere, so
// that nothing can be written in it there.
func mountForReading(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: readonly DIR AT")
	}
	dir, at := ts.MkAbs(args[0]), ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(at, 0o755))
	ts.Check(exec.Command("mount", "--bind", dir, at).Run())
	ts.Defer(func() { ts.Check(unmount(at)) })
	ts.Check(exec.Command("mount", "-o", "remount,ro,bind", at).Run())
}

// runSQL is the program "sql FILE STATEMENTS" of scripts, for what somebody does who
// goes round concerta.
func runSQL() {
	db, err := sql.Open("sqlite3", "file:"+os.Args[1]+"?_foreign_keys=off")
	if err == nil {
		_, err = db.Exec(os.Args[2])
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func mount(dir, size string) error {
	return exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).Run()
}

func unmount(dir string) error { return exec.Command("umount", dir).Run() }

// canMount tries whether this machine lets the test mount a disk.
func canMount(t *testing.T) bool {
	t.Helper()
	dir := t.TempDir()
	return os.Geteuid() == 0 && mount(dir, "16k") == nil && unmount(dir) == nil
}
