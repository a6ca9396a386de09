package backup_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concerta/internal/backup"
	"concerta/internal/fault"
)

// written is a backup of a folder with one file of so many bytes.
func written(t *testing.T, size int) []byte {
	t.Helper()
	dir := t.TempDir()
	noise := make([]byte, size)
	for i := range noise {
		noise[i] = byte(i * i >> 5)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.db"), noise, 0o600); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := backup.Write(t.Context(), &b, dir, []string{"a.db"}, backup.Manifest{Office: "u", At: time.Date(2013, 10, 30, 9, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead_GivesBackWhatWasWritten(t *testing.T) {
	src, to := written(t, 100_000), t.TempDir()
	m, err := backup.Read(t.Context(), bytes.NewReader(src), int64(len(src)), to, []string{"a.db"})
	if err != nil || m.Office != "u" {
		t.Fatalf("%+v, %v", m, err)
	}
	if info, err := os.Stat(filepath.Join(to, "a.db")); err != nil || info.Size() != 100_000 || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestRead_ADamagedCopyIsSaidToBe(t *testing.T) {
	src := written(t, 100_000)
	src[len(src)/2] ^= 0xff
	_, err := backup.Read(t.Context(), bytes.NewReader(src), int64(len(src)), t.TempDir(), []string{"a.db"})
	if !errors.Is(err, backup.ErrFile) || fault.Repair(err) != "usare un’altra copia" {
		t.Errorf("got %v", err)
	}
}

// The copy is good: it is the disk it goes to that has no room.
func TestRead_OnAFullDiskDoesNotBlameTheCopy(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only the superuser can mount a small disk")
	}
	disk := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("this machine does not let a test mount a disk: %s", out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", disk).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	})
	src := written(t, 100_000)
	_, err := backup.Read(t.Context(), bytes.NewReader(src), int64(len(src)), disk, []string{"a.db"})
	if err == nil || errors.Is(err, backup.ErrFile) || !strings.Contains(err.Error(), "il disco è pieno") || !strings.Contains(fault.Repair(err), "liberare spazio") {
		t.Errorf("got %v (%s)", err, fault.Repair(err))
	}
}
