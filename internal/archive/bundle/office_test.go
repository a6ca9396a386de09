package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
)

// office is a register with two processes, made without a database.
type office struct {
	tb      testing.TB
	entries []*ledger.Entry
	blobs   map[ledger.Digest][]byte
	version bundle.Version
	now     time.Time
}

const key = "casarano-2013"

func zone(tb testing.TB) *time.Location {
	tb.Helper()
	z, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		tb.Skip("no zone database on this machine")
	}
	return z
}

func newOffice(tb testing.TB) *office {
	tb.Helper()
	o := &office{
		tb: tb, blobs: map[ledger.Digest][]byte{}, now: time.Date(2013, 10, 30, 9, 0, 0, 0, time.UTC),
		version: bundle.Version{
			Source:      []byte("versione: 1\nchiave: casarano-2013\n"),
			Attachments: []bundle.Attachment{{Name: "img/stemma.png", Content: []byte("\x89PNG stemma")}},
		},
	}
	o.add("", "", ledger.OpenedBody{Office: "UFFICIO1"})
	return o
}

type file struct {
	role    ledger.Role
	name    string
	content string
}

func (o *office) add(process, act string, body ledger.Body, files ...file) {
	o.tb.Helper()
	o.now = o.now.Add(time.Minute)
	e := &ledger.Entry{At: o.now, Operator: "Anna Rossi", Process: process, Act: act}
	if err := e.Say(body); err != nil {
		o.tb.Fatal(err)
	}
	for _, f := range files {
		d := ledger.DigestOf([]byte(f.content))
		o.blobs[d] = []byte(f.content)
		e.Files = append(e.Files, ledger.File{Role: f.role, Name: f.name, MediaType: "application/octet-stream", Size: int64(len(f.content)), Digest: d})
	}
	e.Follow(o.head())
	o.entries = append(o.entries, e)
}

func (o *office) head() ledger.Head {
	if len(o.entries) == 0 {
		return ledger.Head{}
	}
	last := o.entries[len(o.entries)-1]
	return ledger.Head{Seq: last.Seq, Digest: last.Digest}
}

// issue issues an act; number 0 gives it none.
func (o *office) issue(process, task string, number int) {
	o.tb.Helper()
	view, words := `{"atto":"`+task+`"}`, "# "+task
	b := ledger.IssuedBody{
		Kind: "avviso", Task: task, Title: "Avviso <b>" + task + "</b>", Date: "2013-10-30", Code: "AAAA-BBBB-CCCC-DDDD",
		ProcessVersion: 1, ProcessDigest: o.digest(), View: ledger.DigestOf([]byte(view)), WordingDigest: ledger.DigestOf([]byte(words)).String(),
		Signers: []ledger.Signer{{Field: "firma1", Name: "Dott.ssa Antonella FERRARO"}},
	}
	if number > 0 {
		b.Register, b.Year, b.Number = "Repertorio degli atti", 2013, number
	}
	o.add(process, process+"."+task+".1", b,
		file{ledger.PDF, "2013-10-30_" + task + ".pdf", "%PDF-1.7 " + task},
		file{ledger.Metadata, "2013-10-30_" + task + ".pdf.metadati.xml", "<x>" + task + "</x>"},
		file{ledger.View, task + ".json", view},
		file{ledger.Wording, "modello.md", words})
}

func (o *office) digest() ledger.Digest {
	parts := [][]byte{o.version.Source}
	for _, a := range o.version.Attachments {
		parts = append(parts, []byte(a.Name), a.Content)
	}
	return ledger.DigestOfParts(parts...)
}

// busy is an office with something of everything.
func busy(tb testing.TB) *office {
	tb.Helper()
	o := newOffice(tb)
	o.issue(key, "avviso", 1)
	o.issue("altro-2013", "avviso", 2)
	o.issue(key, "patto_uno", 3)
	o.issue(key, "registro", 0)
	o.add(key, key+".avviso.1", ledger.SignedBody{Format: "PAdES", Signatures: []ledger.Signature{
		{Field: "firma1", Name: "Antonella FERRARO", When: "2013-10-31T10:00:00Z", Intact: true},
	}, Changes: []string{"a pagina 1 c’è un’annotazione"}, Reason: "è il timbro"}, file{ledger.Return, "2013-10-30_avviso.pdf", "%PDF-1.7 avviso firmato"}, file{ledger.Metadata, "2013-10-30_avviso.pdf.metadati.xml", "<x>firmato</x>"})
	o.add("altro-2013", "altro-2013.avviso.1", ledger.ProtocolBody{Number: "12", Date: "2013-11-01"})
	o.add(key, key+".avviso.1", ledger.ProtocolBody{Number: "13", Date: "2013-11-01"},
		file{ledger.Metadata, "2013-10-30_avviso.pdf.metadati.xml", "<x>protocollo</x>"})
	o.add(key, key+".avviso.1", ledger.PublishedBody{Albo: "77", From: "2013-11-02", To: "2013-11-17"})
	o.add(key, key+".avviso.1", ledger.ReportedBody{Date: "2013-11-18"}, file{ledger.Report, "referto.pdf", "%PDF-1.7 referto"})
	o.add(key, key+".patto_uno.1", ledger.AnnulledBody{Reason: "Emesso per errore"})
	o.add("", "", ledger.RestartedBody{Register: "Repertorio degli atti", Year: 2013, Number: 40, Reason: "copia"})
	o.issue(key, "verbale", 41)
	o.add(key, key+".documento.1", ledger.FiledBody{Title: "Delibera n. 3/2013", Kind: "deliberazione", Date: "2013-11-20"}, file{ledger.Document, "delibera.pdf", "%PDF-1.7 delibera"})
	o.add(key, key+".non-corrispondente.1", ledger.UnmatchedBody{Reason: "non è di nessun atto"}, file{ledger.Return, "sconosciuto.pdf.p7m", "p7m"})
	o.issue("altro-2013", "verbale", 42)
	return o
}

func (o *office) asCase() *bundle.Case {
	return &bundle.Case{
		Office: "UFFICIO1", Process: key, Title: "Piano Sociale di Zona", Program: "v1.0.0",
		Made: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC), Zone: zone(o.tb), Head: o.head(),
		Entries: func(yield func(*ledger.Entry, error) bool) {
			for _, e := range o.entries {
				if !yield(e, nil) {
					return
				}
			}
		},
		Content: func(_ context.Context, d ledger.Digest) ([]byte, error) {
			b, ok := o.blobs[d]
			if !ok {
				return nil, errors.New("no such blob")
			}
			return b, nil
		},
		Version: func(context.Context, int) (*bundle.Version, error) { return &o.version, nil },
	}
}

func (o *office) packed() []byte {
	o.tb.Helper()
	var b bytes.Buffer
	if _, err := bundle.Write(o.tb.Context(), &b, o.asCase()); err != nil {
		o.tb.Fatal(err)
	}
	return b.Bytes()
}

func verify(tb testing.TB, src []byte, known *ledger.Head) *ledger.Verification {
	tb.Helper()
	v, err := bundle.Verify(tb.Context(), bytes.NewReader(src), int64(len(src)), bundle.Options{Zone: zone(tb), Known: known})
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// members are the files of a package, in order.
type members []bundleFile

type bundleFile struct {
	name    string
	content []byte
}

func unpack(tb testing.TB, src []byte) members {
	tb.Helper()
	r, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		tb.Fatal(err)
	}
	var list members
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			tb.Fatal(err)
		}
		_ = rc.Close()
		list = append(list, bundleFile{f.Name, b})
	}
	return list
}

// pack makes a ZIP of the files as the program does.
func (m members) pack(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range m {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)})
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write(f.content); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func (m members) get(name string) *bundleFile {
	for i := range m {
		if m[i].name == name {
			return &m[i]
		}
	}
	return nil
}

func (m members) without(name string) members {
	var out members
	for _, f := range m {
		if f.name != name {
			out = append(out, f)
		}
	}
	return out
}

func (m members) clone() members {
	var out members
	for _, f := range m {
		out = append(out, bundleFile{f.name, bytes.Clone(f.content)})
	}
	return out
}

// summed writes SHA256SUMS again, as whoever tampers with a package would.
func (m members) summed() members {
	var sums strings.Builder
	for _, f := range m {
		if f.name != "SHA256SUMS" {
			sums.WriteString(ledger.DigestOf(f.content).String() + "  " + f.name + "\n")
		}
	}
	if f := m.get("SHA256SUMS"); f != nil {
		f.content = []byte(sums.String())
	}
	return m
}

// names tells whether a verification speaks of something.
func names(v *ledger.Verification, what string) bool {
	for _, f := range v.Faults {
		if strings.Contains(f.Where+": "+f.What, what) {
			return true
		}
	}
	return false
}
