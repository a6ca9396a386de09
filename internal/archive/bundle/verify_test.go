package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
)

// spokenOf is how a fault names a file.
func spokenOf(name string) string {
	if name == "registro.jsonl" {
		return "registr"
	}
	return name
}

func TestVerify_AChangedByteOfAnyFileIsNamed(t *testing.T) {
	files := unpack(t, busy(t).packed())
	for i, f := range files {
		for _, at := range []int{0, len(f.content) / 3, len(f.content) / 2, len(f.content) - 1} {
			changed := files.clone()
			changed[i].content[at] ^= 1
			if v := verify(t, changed.pack(t), nil); !names(v, spokenOf(f.name)) {
				t.Errorf("byte %d of %s: %v", at, f.name, v.Faults)
			}
			// Who knows how writes the digests again.
			if v := verify(t, changed.clone().summed().pack(t), nil); f.name != "SHA256SUMS" && v.Good() {
				t.Errorf("byte %d of %s, with its digest: no fault", at, f.name)
			}
		}
	}
}

func TestVerify_AFileThatIsOnlyDamagedIsNamed(t *testing.T) {
	src := busy(t).packed()
	r, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		changed := bytes.Clone(src)
		changed[at] ^= 0x10
		if v := verify(t, changed, nil); !names(v, f.Name+": è danneggiato") {
			t.Errorf("%s: %v", f.Name, v.Faults)
		}
	}
}

func TestVerify_AMissingFileIsNamed(t *testing.T) {
	files := unpack(t, busy(t).packed())
	for _, f := range files {
		less := files.clone().without(f.name)
		if v := verify(t, less.pack(t), nil); !names(v, f.name+": manca") {
			t.Errorf("%s: %v", f.name, v.Faults)
		}
		if v := verify(t, less.summed().pack(t), nil); !names(v, f.name+": manca") {
			t.Errorf("%s, with its digest: %v", f.name, v.Faults)
		}
	}
}

func TestVerify_AnAddedFileIsNamed(t *testing.T) {
	for _, name := range []string{"atti/altro.pdf", "nota.txt", "atti/0000001-2013_avviso/altro.pdf"} {
		more := append(unpack(t, busy(t).packed()), bundleFile{name, []byte("x")})
		for _, m := range []members{more, more.clone().summed()} {
			if v := verify(t, m.pack(t), nil); !names(v, name+": è in più") {
				t.Errorf("%s: %v", name, v.Faults)
			}
		}
	}
}

func TestVerify_SwappedFilesAreNamed(t *testing.T) {
	const a, b = "atti/0000001-2013_avviso/2013-10-30_avviso.pdf", "atti/0000003-2013_patto_uno/2013-10-30_patto_uno.pdf"
	files := unpack(t, busy(t).packed())
	x, y := files.get(a), files.get(b)
	x.content, y.content = y.content, x.content
	v := verify(t, files.summed().pack(t), nil)
	if !names(v, a+": è stato modificato") || !names(v, b+": è stato modificato") {
		t.Errorf("%v", v.Faults)
	}
}

// Who withholds the annulment of an act, and counts and digests everything again,
// is betrayed by the chain.
func TestVerify_AWithheldEntryIsNamed(t *testing.T) {
	files := unpack(t, busy(t).packed())
	register := files.get("registro.jsonl")
	var kept []string
	for line := range strings.Lines(string(register.content)) {
		if !strings.Contains(line, `"annullamento"`) {
			kept = append(kept, line)
		}
	}
	register.content = []byte(strings.Join(kept, ""))
	manifest := files.get("manifesto.json")
	manifest.content = bytes.Replace(manifest.content, []byte(`"entries": 13`), []byte(`"entries": 12`), 1)
	v := verify(t, files.summed().pack(t), nil)
	if len(v.Faults) != 1 || !names(v, "registrazione n. 11: manca") {
		t.Errorf("%v", v.Faults)
	}
}

// Who makes a whole register again, with another story, has another head.
func TestVerify_AnotherRegisterDoesNotHaveTheHead(t *testing.T) {
	head := busy(t).head()
	o := busy(t)
	o.entries[9].Operator = "Nessuno"
	for i, e := range o.entries {
		h := ledger.Head{}
		if i > 0 {
			h = ledger.Head{Seq: o.entries[i-1].Seq, Digest: o.entries[i-1].Digest}
		}
		e.Follow(h)
	}
	if v := verify(t, o.packed(), nil); !v.Good() {
		t.Errorf("it does not agree with itself: %v", v.Faults)
	}
	if v := verify(t, o.packed(), &head); !names(v, "fine del registro") {
		t.Errorf("%v", v.Faults)
	}
}

func TestVerify_AHeadThatCameAfterThePackageProvesNothing(t *testing.T) {
	o := busy(t)
	src := o.packed()
	o.issue(key, "patto_due", 43)
	head := o.head()
	if v := verify(t, src, &head); len(v.Faults) != 1 || !names(v, "venne dopo il pacchetto") {
		t.Errorf("%v", v.Faults)
	}
}

func TestVerify_WhatTheRegisterCannotSayIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		tell func(*office)
		want string
	}{
		"a number given twice":      {func(o *office) { o.issue(key, "patto_due", 41) }, "non viene dopo il 0000041"},
		"a number too far on":       {func(o *office) { o.issue(key, "patto_due", 99) }, "più avanti di quante registrazioni"},
		"an annulled act published": {func(o *office) { o.add(key, key+".patto_uno.1", ledger.PublishedBody{Albo: "1"}) }, "è annullato"},
		"an act that was not issued": {func(o *office) {
			o.add(key, key+".nulla.1", ledger.ProtocolBody{Number: "1", Date: "2013-11-01"})
		}, "non può stare qui"},
		"an act issued twice": {func(o *office) { o.issue(key, "avviso", 43) }, "non può stare qui"},
	} {
		o := busy(t)
		c.tell(o)
		if _, err := bundle.Write(t.Context(), &bytes.Buffer{}, o.asCase()); !errors.Is(err, ledger.ErrBroken) {
			t.Errorf("%s: it was packed (%v)", name, err)
		}
		if v := verify(t, forged(t, o), nil); !names(v, c.want) {
			t.Errorf("%s: %v", name, v.Faults)
		}
	}
}

// forged is a package with an entry that the program would not write: the entries
// and the chain are added by hand to a good package.
func forged(t *testing.T, o *office) []byte {
	t.Helper()
	last := o.entries[len(o.entries)-1]
	o.entries = o.entries[:len(o.entries)-1]
	files := unpack(t, o.packed())
	l, err := bundle.EncodeEntry(last)
	if err != nil {
		t.Fatal(err)
	}
	register, chain, manifest := files.get("registro.jsonl"), files.get("catena.txt"), files.get("manifesto.json")
	register.content = append(register.content, l...)
	chain.content = append(chain.content, bundle.EncodeLink(last.Link(), last.Digest)...)
	manifest.content = bytes.Replace(manifest.content, []byte(o.head().Digest.String()), []byte(last.Digest.String()), 1)
	manifest.content = bytes.Replace(manifest.content, fmt.Appendf(nil, `"seq": %d`, o.head().Seq), fmt.Appendf(nil, `"seq": %d`, last.Seq), 1)
	return files.summed().pack(t)
}

func TestVerify_ATruncatedPackageIsNotGood(t *testing.T) {
	src := busy(t).packed()
	for _, n := range []int{0, 1, 21, 100, len(src) / 2, len(src) - 1} {
		if v := verify(t, src[:n], nil); !names(v, "non è un file ZIP intero") {
			t.Errorf("%d bytes: %v", n, v.Faults)
		}
	}
}

func TestVerify_AHostileContainerIsNotUnpacked(t *testing.T) {
	good := unpack(t, busy(t).packed())
	zeros := make([]byte, 8<<20)
	for name, c := range map[string]struct {
		member zip.FileHeader
		body   []byte
		want   string
	}{
		"a bomb":            {zip.FileHeader{Name: "atti/bomba.pdf", Method: zip.Deflate}, zeros, "atti/bomba.pdf: è compresso in un modo che serve a riempire"},
		"a path that goes":  {zip.FileHeader{Name: "../fuori.txt"}, nil, "../fuori.txt: ha un nome che il programma non dà"},
		"a whole path":      {zip.FileHeader{Name: "/etc/passwd"}, nil, "/etc/passwd: ha un nome"},
		"a path of Windows": {zip.FileHeader{Name: `atti\..\fuori.txt`}, nil, `fuori.txt: ha un nome`},
		"a name that turns": {zip.FileHeader{Name: "atti/\u202efdp.exe"}, nil, "fdp.exe: ha un nome"},
		"a folder":          {zip.FileHeader{Name: "atti/"}, nil, "atti/: ha un nome"},
		"the same name":     {zip.FileHeader{Name: "indice.html"}, nil, "indice.html: c’è due volte"},
		"nearly the same":   {zip.FileHeader{Name: "INDICE.html"}, nil, "INDICE.html: c’è due volte"},
		"a comment":         {zip.FileHeader{Name: "x", Comment: "nascosto"}, nil, "x: ha un commento"},
		"a link":            {linkHeader(), []byte("/etc/passwd"), "collegamento: non è un file semplice"},
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, f := range good {
			w, err := z.CreateHeader(&zip.FileHeader{Name: f.name})
			if err != nil {
				t.Fatal(err)
			}
			_, _ = w.Write(f.content)
		}
		w, err := z.CreateHeader(&c.member)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(c.body)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, b.Bytes(), nil); len(v.Faults) != 1 || !names(v, c.want) {
			t.Errorf("%s: %v", name, v.Faults)
		}
	}
}

func linkHeader() zip.FileHeader {
	h := zip.FileHeader{Name: "collegamento"}
	h.SetMode(0o120777 | 1<<27) // fs.ModeSymlink
	return h
}

func TestVerify_TooManyFilesAreNotLookedAt(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 260_000 {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes(), nil); len(v.Faults) != 1 || !names(v, "più dei 250000 ammessi") {
		t.Errorf("%d faults", len(v.Faults))
	}
}

func TestVerify_AnotherFormatIsSaid(t *testing.T) {
	files := unpack(t, busy(t).packed())
	m := files.get("manifesto.json")
	m.content = bytes.Replace(m.content, []byte("pacchetto/1"), []byte("pacchetto/2"), 1)
	if v := verify(t, files.summed().pack(t), nil); len(v.Faults) != 1 || !names(v, "concerta/pacchetto/2") {
		t.Errorf("%v", v.Faults)
	}
}

func TestVerify_EndsWhenItIsInterrupted(t *testing.T) {
	src := busy(t).packed()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := bundle.Verify(ctx, bytes.NewReader(src), int64(len(src)), bundle.Options{Zone: zone(t)}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func FuzzVerify(f *testing.F) {
	src := busy(f).packed()
	f.Add(src)
	f.Add(src[:len(src)/2])
	f.Add(unpack(f, src).without("catena.txt").pack(f))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	head := busy(f).head()
	f.Fuzz(func(t *testing.T, b []byte) {
		v := verify(t, b, &head)
		if v.Good() && v.Head != head {
			t.Errorf("good with head %s", v.Head)
		}
	})
}
