package bundle_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive/bundle"
)

// span is where the contents of a file are in a package.
type span struct {
	from, to int
	packed   bool
}

func spans(t *testing.T, src []byte) []span {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var list []span
	for _, f := range r.File {
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, span{int(at), int(at) + int(f.CompressedSize64), f.Method == zip.Deflate}) //nolint:gosec // a small package
	}
	return list
}

// A byte that changed is told of wherever it is. Within the contents of a packed file a
// bit may change that says nothing: what the file says is then the same.
func TestVerify_AnyByteThatChangedIsTold(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.issue(key, "avviso", 1)
	src := o.packed()
	contents := spans(t, src)
	inside := func(i int) (in, packed bool) {
		for _, s := range contents {
			if i >= s.from && i < s.to {
				return true, s.packed
			}
		}
		return false, false
	}
	tried := 0
	for i := range src {
		in, packed := inside(i)
		if packed && i%7 != 0 { // those of which the reading of the content tells
			continue
		}
		tried++
		changed := bytes.Clone(src)
		changed[i] ^= 1 << (i % 8)
		if v := verify(t, changed, nil); v.Good() && (!packed || !sameFiles(t, src, changed)) {
			t.Errorf("byte %d of %d (in a file: %v): nothing is told", i, len(src), in)
		}
	}
	t.Logf("%d bytes of %d", tried, len(src))
	if tried < 2_000 {
		t.Errorf("%d changes were tried: the test shows nothing", tried)
	}
}

func sameFiles(t *testing.T, x, y []byte) bool {
	t.Helper()
	a, b := unpack(t, x), unpack(t, y)
	for i := range a {
		if a[i].name != b[i].name || !bytes.Equal(a[i].content, b[i].content) {
			return false
		}
	}
	return len(a) == len(b)
}

// What stands around the files, or between them, is no part of a package.
func TestVerify_WhatIsHiddenInTheContainerIsTold(t *testing.T) {
	src := busy(t).packed()
	contents := spans(t, src)
	last := contents[len(contents)-1]
	directory := last.to + 16 // after the lengths of the last file
	const signature = "PK\x01\x02"
	if string(src[directory:directory+4]) != signature {
		t.Fatal("the list of files is elsewhere")
	}
	end := len(src) - 22
	hidden := append([]byte("PK\x03\x04"), bytes.Repeat([]byte{0}, 200)...)
	moved := func(at int, extra []byte) []byte { // the list of files is still found
		out := append(append(bytes.Clone(src[:at]), extra...), src[at:]...)
		binary.LittleEndian.PutUint32(out[end+len(extra)+16:], uint32(directory+len(extra))) //nolint:gosec // a small package
		return out
	}
	twice := bytes.Clone(src)
	name := bytes.Index(twice, []byte("catena.txt")) // of the file itself, not in the list
	copy(twice[name:], "CATENA.txt")
	for what, changed := range map[string][]byte{
		"something before":                   append([]byte("#!/bin/sh\n"), src...),
		"something after":                    append(bytes.Clone(src), "altro"...),
		"a file that is not in the list":     moved(directory, hidden),
		"another name than that in the list": twice,
		"a comment":                          append(append(bytes.Clone(src[:len(src)-2]), 5, 0), "altro"...),
	} {
		if v := verify(t, changed, nil); v.Good() {
			t.Errorf("%s: nothing is told", what)
		}
	}
}

// Another order, or another program, makes another file, whatever is in it.
func TestVerify_FilesPackedAgainAreNotThePackage(t *testing.T) {
	files := unpack(t, busy(t).packed())
	if v := verify(t, files.pack(t), nil); !v.Good() {
		t.Fatalf("as the program writes it: %v", v.Faults)
	}
	files[3], files[4] = files[4], files[3]
	if v := verify(t, files.pack(t), nil); len(v.Faults) != 1 || !names(v, "non sono nell’ordine") {
		t.Errorf("in another order: %v", v.Faults)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range unpack(t, busy(t).packed()) {
		w, err := z.Create(f.name) // without the moment
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(f.content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes(), nil); v.Good() {
		t.Error("by another program: nothing is told")
	}
}

// Pages that the program does not know how to write cannot be compared: only a later
// program can say that they are right.
func TestVerify_PagesOfALaterProgramAreRefused(t *testing.T) {
	for _, n := range []string{"2", "0", "-1"} {
		files := unpack(t, busy(t).packed())
		index := files.get("indice.html")
		index.content = append(index.content, "<p>altro</p>"...)
		m := files.get("manifesto.json")
		m.content = bytes.Replace(m.content, []byte(`"pages": 1`), []byte(`"pages": `+n), 1)
		if v := verify(t, files.summed().pack(t), nil); !names(v, "manifesto.json: dice che l’indice è scritto nel modo n. "+n) {
			t.Errorf("pages %s: %v", n, v.Faults)
		}
	}
}

// The form of large packages, whose places need more than 32 bits or whose files more
// than 16, is that of the writer too.
func TestForm_OfLargePackagesIsThatOfTheWriter(t *testing.T) {
	const far = 5 << 30
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.SetOffset(far)
	for _, name := range []string{"uno.txt", "perché.txt"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(2026, 11, 27, 8, 0, 1, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(name))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	src := b.Bytes()
	r, err := zip.NewReader(shifted{bytes.NewReader(src), far}, far+int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	list := 0
	var want []byte
	for _, f := range r.File {
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		header := at - 30 - int64(len(f.Name)) - 9
		want = append(want, bundle.CentralHeader(f, uint64(header))...)
		list = int(at-far) + int(f.CompressedSize64) + 16
	}
	want = append(want, bundle.Ending(len(r.File), far+uint64(list), far+uint64(list+len(want)))...)
	if !bytes.Equal(src[list:], want) {
		t.Errorf("got\n%x\nwant\n%x", want, src[list:])
	}

	b.Reset()
	z = zip.NewWriter(&b)
	for i := range 66_000 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(i), Modified: time.Date(2026, 11, 27, 8, 0, 1, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, f := range verify(t, b.Bytes(), nil).Faults[:10] {
		if f.Where == "pacchetto" || strings.Contains(f.What, "intestazione") || strings.Contains(f.What, "elenco dei file") {
			t.Errorf("%s: %s", f.Where, f.What)
		}
	}
}

// shifted is a file whose contents stand far from its beginning.
type shifted struct {
	r  io.ReaderAt
	by int64
}

// ReadAt implements [io.ReaderAt].
func (s shifted) ReadAt(b []byte, off int64) (int, error) {
	if off >= s.by {
		return s.r.ReadAt(b, off-s.by)
	}
	n := int(min(int64(len(b)), s.by-off))
	clear(b[:n])
	if n == len(b) {
		return n, nil
	}
	m, err := s.r.ReadAt(b[n:], 0)
	return n + m, err
}
