package archive_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
)

// writeOnce issues and annuls one act, and says on standard output where it is.
func writeOnce(ctx context.Context, a *archive.Archive, plan *archive.Plan) error {
	fmt.Println("begin")
	act, err := a.Issue(ctx, plan, plan.Tasks[0], archive.IssueOptions{Operator: "scrittore"})
	if err != nil {
		return err
	}
	fmt.Println("issued")
	if _, err := a.Annul(ctx, act.ID, archive.Annulment{Operator: "scrittore", Reason: "prova"}); err != nil {
		return err
	}
	fmt.Println("annulled")
	return nil
}

// A killed program does not show a missing sync, for the machine goes on: what was
// written is still in its memory. The trace of the system calls does: nothing is
// acknowledged before the write-ahead log of the register is on the disk, and the
// register speaks of no file that is not.
func TestArchive_IsOnTheDiskBeforeItIsAcknowledged(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		missing(t, "strace is not installed")
	}
	dir := t.TempDir()
	archivetest.Open(t, dir, archivetest.NewClock(time.Now()), "x").Import(t, "casarano-2013.yaml")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "trace")
	cmd := exec.CommandContext(t.Context(), strace, "-f", "-y", "-s", "16", "-o", log,
		"-e", "trace=write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate", self)
	cmd.Env = append(os.Environ(), writerOf+"="+dir, "CONCERTA_TEST_ONCE=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if out, err := cmd.Output(); err != nil || !strings.HasSuffix(string(out), "annulled\n") {
		missing(t, "strace could not trace: %v: %s%s", err, out, &stderr)
	}
	trace, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range unsynced(string(trace)) {
		t.Error(wrong)
	}
}

// missing skips a test for what this machine lacks; where everything must be there
// it fails.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// unsynced says what a trace shows to have been acknowledged, or spoken of, before
// it was on the disk.
func unsynced(trace string) []string {
	const register, files = "concerta.db-wal", "archivio.db-wal"
	// A call that another thread interrupts in the trace ends on a line of its own.
	line := regexp.MustCompile(`^(\d+) +(?:<\.\.\. )?(\w+)(?:\(\d+<([^>]*)>(?:, "([^"]*))?| resumed>)`)
	begun := map[string]string{} // thread → file of a call that has not ended
	dirty := map[string]bool{}   // written after its last sync
	written := map[string]int{}  // since the acknowledgement before
	var wrong []string
	acknowledged := map[string]bool{}
	for l := range strings.Lines(trace) {
		m := line.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		thread, call, file, said := m[1], m[2], filepath.Base(m[3]), m[4]
		resumed := strings.Contains(l, " resumed>")
		if resumed {
			file = begun[thread]
		}
		ended := !strings.Contains(l, "<unfinished ...>")
		if !ended {
			begun[thread] = file
		}
		switch call {
		case "fsync", "fdatasync":
			if ended && strings.HasSuffix(strings.TrimSpace(l), "= 0") {
				dirty[file] = false
			}
		default:
			if resumed {
				continue
			}
			if file == register && dirty[files] {
				wrong = append(wrong, "the register is written before the files are on the disk: "+l)
			}
			if file == register || file == files {
				dirty[file] = true
				written[file]++
				continue
			}
			word := strings.TrimSuffix(said, `\n`)
			switch word {
			case "issued", "annulled":
				acknowledged[word] = true
				if dirty[register] || dirty[files] {
					wrong = append(wrong, word+" is acknowledged before it is on the disk")
				}
				if written[register] == 0 || word == "issued" && written[files] == 0 {
					wrong = append(wrong, word+" is acknowledged and nothing was written")
				}
			}
			if word == "begin" || acknowledged[word] {
				clear(written)
			}
		}
	}
	if !acknowledged["issued"] || !acknowledged["annulled"] {
		wrong = append(wrong, fmt.Sprintf("the trace has no acknowledgement among %d lines", strings.Count(trace, "\n")))
	}
	return wrong
}

// The reading of traces itself must be able to fail.
func TestUnsynced_SeesAMissingSync(t *testing.T) {
	const (
		begin    = "7 write(1<pipe:[1]>, \"begin\\n\", 6) = 6\n"
		files    = "7 pwrite64(9</d/archivio.db-wal>, \"x\", 1, 0) = 1\n"
		register = "8 pwrite64(5</d/concerta.db-wal>, \"x\", 1, 0) = 1\n"
		syncF    = "7 fdatasync(9</d/archivio.db-wal>) = 0\n"
		syncR    = "8 fdatasync(5</d/concerta.db-wal>) = 0\n"
		beginR   = "8 fdatasync(5</d/concerta.db-wal> <unfinished ...>\n"
		endR     = "8 <... fdatasync resumed>)            = 0\n"
		issued   = "8 write(1<pipe:[1]>, \"issued\\n\", 7) = 7\n"
		annulled = "8 write(1<pipe:[1]>, \"annulled\\n\", 9) = 9\n"
	)
	for name, c := range map[string]struct{ trace, want string }{
		"good":                       {begin + files + syncF + register + syncR + issued + register + syncR + annulled, ""},
		"a sync in two lines":        {begin + files + syncF + register + beginR + endR + issued + register + syncR + annulled, ""},
		"the register is not synced": {begin + files + syncF + register + issued + register + syncR + annulled, "issued is acknowledged before"},
		"written again after":        {begin + files + syncF + register + syncR + register + issued + register + syncR + annulled, "issued is acknowledged before"},
		"a sync that has not ended":  {begin + files + syncF + register + beginR + issued + endR + register + syncR + annulled, "issued is acknowledged before"},
		"a sync that failed":         {begin + files + syncF + register + strings.Replace(syncR, "= 0", "= -1 EIO", 1) + issued + register + syncR + annulled, "issued is acknowledged before"},
		"the files are not synced":   {begin + files + register + syncR + syncF + issued + register + syncR + annulled, "before the files"},
		"the annulment is not":       {begin + files + syncF + register + syncR + issued + register + annulled, "annulled is acknowledged before"},
		"nothing is written":         {begin + issued + register + syncR + annulled, "issued is acknowledged and nothing"},
		"nothing is said":            {begin + files + syncF + register + syncR, "no acknowledgement"},
	} {
		got := strings.Join(unsynced(c.trace), "; ")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
