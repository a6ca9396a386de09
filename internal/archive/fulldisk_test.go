package archive_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// smallDisk mounts a disk in memory, gone with the test.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only the superuser can mount a small disk")
	}
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("this machine does not let a test mount a disk: %s", out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	})
	return dir
}

// A disk that fills up at any moment of an issue: the act is refused in words, or
// issued; nothing is half there, and with room the office goes on.
func TestIssue_OnAFullDiskIsRefusedInWordsAndLeavesNothingHalf(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, "6m")
	dir, filler := filepath.Join(disk, "dati"), filepath.Join(disk, "altro")
	o := archivetest.Open(t, dir, archivetest.NewClock(archivetest.Morning()), "caso")
	o.Import(t, "casarano-2013.yaml")
	plan, err := o.Plan(t.Context(), archivetest.Pact(""))
	if err != nil {
		t.Fatal(err)
	}
	issued, refused := 0, 0
	for i, task := range plan.Tasks {
		free := i * 12 << 10
		fill(t, filler, free)
		_, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{Operator: "Anna"})
		switch {
		case err == nil:
			issued++
		case !errors.Is(err, store.ErrWrite) || !strings.Contains(err.Error(), "disco") || !strings.Contains(fault.Repair(err), "liberare spazio"):
			t.Errorf("with %d bytes free: %v (%s)", free, err, fault.Repair(err))
		default:
			refused++
			if n, err := o.Store.CountActs(t.Context(), store.ActFilter{}); err != nil || n != issued {
				t.Errorf("with %d bytes free: %d acts, want %d; %v", free, n, issued, err)
			}
		}
		o.MustVerify(t) // on the full disk
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		if err == nil {
			continue
		}
		act, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{Operator: "Anna"})
		if err != nil {
			t.Fatalf("with room again: %v", err)
		}
		issued++
		if act.Number != issued {
			t.Errorf("number %d, want %d", act.Number, issued)
		}
	}
	if refused < 3 || refused == len(plan.Tasks) {
		t.Errorf("%d acts of %d were refused: the test shows nothing", refused, len(plan.Tasks))
	}
	t.Logf("%d refusals on the way to %d acts", refused, issued)
	o.MustVerify(t)
}

// fill leaves so many bytes free on the disk.
func fill(t *testing.T, path string, free int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	size, err := f.Seek(0, 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(max(0, size-int64(free))), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// A program that starts on a full disk says so, and changes nothing.
func TestOpen_OnAFullDiskReadsOrSaysWhy(t *testing.T) {
	disk := smallDisk(t, "6m")
	dir, filler := filepath.Join(disk, "dati"), filepath.Join(disk, "altro")
	st, err := store.Open(t.Context(), dir, archivetest.NewClock(archivetest.Morning()).Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for _, free := range []int{0, 16 << 10, 48 << 10, 80 << 10} {
		t.Run(fmt.Sprintf("%d bytes free", free), func(t *testing.T) {
			fill(t, filler, free)
			defer os.Remove(filler) //nolint:errcheck // the disk goes with the test
			v, err := archivetest.Verify(t.Context(), dir, archivetest.NewClock(archivetest.Morning()))
			var told *fault.Error
			switch {
			case err == nil && !v.Good():
				t.Errorf("faults: %v", v.Faults)
			case err != nil && (!errors.As(err, &told) || !strings.Contains(told.What, "il disco")):
				t.Errorf("got %v", err)
			}
		})
	}
	v, err := archivetest.Verify(t.Context(), dir, archivetest.NewClock(archivetest.Morning()))
	if err != nil || !v.Good() {
		t.Errorf("with room: %v, %v", v, err)
	}
}
