package backup_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concerta/internal/backup"
	"concerta/internal/fault"
)

const (
	register, files = "concerta.db", "archivio.db"
	manifest        = "copia.json"
)

// whole is a backup of two files.
func whole(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{register: "il registro", files: strings.Repeat("i file ", 1000), "altro.db": "non chiesto"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	about := backup.Manifest{Office: "Comune ESEMPIO", At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Head: "7 abc", Last: []backup.Last{{"r", 2026, 4}}}
	if err := backup.Write(t.Context(), &b, dir, []string{register, files}, about); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// again is a backup with another content in the place of some files.
func again(t *testing.T, data []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(change(f.Name, content.Bytes())); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t *testing.T, data []byte, dir string, names ...string) (*backup.Manifest, error) {
	t.Helper()
	return backup.Read(t.Context(), bytes.NewReader(data), int64(len(data)), dir, names)
}

func TestRead_GivesBackWhatWasWrittenAndNothingElse(t *testing.T) {
	data, dir := whole(t), t.TempDir()
	m, err := read(t, data, dir, register)
	if err != nil || m.Office != "Comune ESEMPIO" || m.Head != "7 abc" || len(m.Last) != 1 || len(m.Files) != 2 {
		t.Fatalf("%+v, %v", m, err)
	}
	got, err := os.ReadFile(filepath.Join(dir, register))
	if err != nil || string(got) != "il registro" {
		t.Errorf("%q, %v", got, err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("files that nobody asked for: %v, %v", list, err)
	}
	if !bytes.Equal(data, whole(t)) {
		t.Error("written twice, a backup has other bytes")
	}
}

func TestRead_RefusesWhatIsNotWhole(t *testing.T) {
	data := whole(t)
	of := func(name string, change func([]byte) []byte) []byte {
		return again(t, data, func(n string, content []byte) []byte {
			if n == name {
				return change(content)
			}
			return content
		})
	}
	says := func(from, to string) []byte {
		return of(manifest, func(b []byte) []byte { return bytes.Replace(b, []byte(from), []byte(to), 1) })
	}
	for name, c := range map[string]struct {
		data  []byte
		names []string
		want  string
	}{
		"another letter in a file": {of(register, func([]byte) []byte { return []byte("il registrO") }), nil, register + " è danneggiato"},
		"a file that is shorter":   {of(register, func(b []byte) []byte { return b[:4] }), nil, register + " è danneggiato"},
		"a file that is longer":    {of(files, func(b []byte) []byte { return append(b, 'x') }), nil, files + " è danneggiato"},
		"a form of tomorrow":       {says("concerta/copia/1", "concerta/copia/2"), nil, "di una forma che questo programma non conosce"},
		"a file that was not kept": {data, []string{"altro.db"}, "non contiene altro.db"},
		"a file that is only said": {says(register, "altro.db"), []string{"altro.db"}, "non contiene altro.db"},
		"cut":                      {data[:len(data)/2], nil, "non è una copia di concerta, o non è intero"},
		"another ZIP":              {again(t, data, func(string, []byte) []byte { return nil }), nil, "non è una copia di concerta"},
	} {
		t.Run(name, func(t *testing.T) {
			names := c.names
			if names == nil {
				names = []string{register, files}
			}
			_, err := read(t, c.data, t.TempDir(), names...)
			if !errors.Is(err, backup.ErrFile) || !strings.Contains(err.Error(), c.want) || fault.Repair(err) == "" {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestRead_UnpacksNoMoreThanTheManifestSays(t *testing.T) {
	data := again(t, whole(t), func(name string, content []byte) []byte {
		if name == register {
			return make([]byte, 8<<20) // a few bytes in the ZIP
		}
		return content
	})
	dir := t.TempDir()
	if _, err := read(t, data, dir, register); !errors.Is(err, backup.ErrFile) {
		t.Errorf("got %v", err)
	}
	if info, err := os.Stat(filepath.Join(dir, register)); err != nil || info.Size() > int64(len("il registro"))+1 {
		t.Errorf("%v were unpacked, %v", info.Size(), err)
	}
}

func TestRead_PutsNothingInThePlaceOfAFileThatIsThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, register)
	if err := os.WriteFile(path, []byte("i dati di oggi"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := read(t, whole(t), dir, register); err == nil || fault.Repair(err) == "" {
		t.Errorf("got %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "i dati di oggi" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestWrite_SaysTheDigestOfEachFile(t *testing.T) {
	data := whole(t)
	var m backup.Manifest
	again(t, data, func(name string, content []byte) []byte {
		if name == manifest {
			if err := json.Unmarshal(content, &m); err != nil {
				t.Fatal(err)
			}
		}
		return content
	})
	if len(m.Files) != 2 || m.Files[0].Size != 11 || len(m.Files[0].Digest) != 64 || m.Files[0].Digest == m.Files[1].Digest {
		t.Errorf("%+v", m.Files)
	}
}
