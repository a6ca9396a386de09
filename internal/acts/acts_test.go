package acts_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/examples"
	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/markup"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/render/text"
	"concerta/internal/richtext"
	"concerta/templates"
)

func loaded(t *testing.T) *markup.Templates {
	t.Helper()
	ts, err := markup.Load(templates.Files)
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

// example is the process of Casarano, which has the seed's every word.
func example(t *testing.T) *process.Process {
	t.Helper()
	const name = "casarano-2013.yaml"
	src, err := examples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, findings := processfile.Read(name, src, nil)
	for _, p := range findings {
		if p.Severity == process.Error {
			t.Fatalf("%s: %s", name, p.What)
		}
	}
	return f.Process
}

func notice(t *testing.T, o acts.Options) *doc.Document {
	t.Helper()
	return made(t, example(t), o)
}

func made(t *testing.T, p *process.Process, o acts.Options) *doc.Document {
	t.Helper()
	d, err := acts.NewMaker(loaded(t)).Notice(p, o)
	if err != nil {
		t.Fatal(err)
	}
	if problems := doc.Check(d, nil); len(problems) > 0 {
		t.Fatalf("the document is not sound: %v", problems)
	}
	return d
}

// plain is the act as text, each paragraph in one line.
func plain(t *testing.T, p *process.Process) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Render(&b, made(t, p, acts.Options{})); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(b.String(), "\n\n")
	for i, s := range parts {
		parts[i] = strings.Join(strings.Fields(s), " ")
	}
	return strings.Join(parts, "\n")
}

func shipped(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := fs.Glob(templates.Files, "*.md")
	if err != nil || len(names) < 5 {
		t.Fatalf("templates %v, error %v", names, err)
	}
	for _, n := range names {
		src, err := fs.ReadFile(templates.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		all[n] = string(src)
	}
	return all
}

func TestTemplates_PassTheirOwnChecks(t *testing.T) {
	ts := loaded(t)
	if p := ts.Check(); len(p) > 0 {
		t.Errorf("Check: %v", p)
	}
	v, err := acts.NewNoticeView(example(t))
	if err != nil {
		t.Fatal(err)
	}
	if p := ts.CheckAgainst("avviso", v); len(p) > 0 {
		t.Errorf("CheckAgainst: %v", p)
	}
}

func TestNotice_MetaAndRunningHeads(t *testing.T) {
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Skip("no time zone database:", err)
	}
	d := notice(t, acts.Options{Draft: true, Zone: rome})
	const title = "Avviso – Per la partecipazione al Processo di pianificazione e di concertazione per l’elaborazione del Piano di Zona 2014-2016 e del Piano di Azione e Coesione (PAC)"
	if d.Meta.Title != title {
		t.Errorf("title %q", d.Meta.Title)
	}
	if got := d.Meta.Created.Format(time.RFC3339); got != "2013-10-30T00:00:00+01:00" {
		t.Errorf("created %s", got)
	}
	if d.Meta.Author != "Ambito Territoriale Sociale di Casarano" || d.Meta.Lang != "it-IT" || d.Running.Head != d.Meta.Author {
		t.Errorf("meta %+v, running %+v", d.Meta, d.Running)
	}
	if !strings.HasPrefix(d.Running.Foot, "casarano-2013/avviso · rev. ") || len(d.Running.Foot) != len("casarano-2013/avviso · rev. ")+8 {
		t.Errorf("foot %q", d.Running.Foot)
	}
	if d.Running.Mark != "BOZZA" || d.Running.MarkAt == "" || d.Running.Page != "pag." || d.Running.Of != "di" {
		t.Errorf("running %+v", d.Running)
	}
	if d := notice(t, acts.Options{}); d.Running.Mark != "" {
		t.Error("only a draft is marked")
	}
}

func TestNotice_WithoutDateHasNoCreationTime(t *testing.T) {
	p := example(t)
	p.Notice.Date = process.Date{}
	d := made(t, p, acts.Options{})
	if !d.Meta.Created.IsZero() {
		t.Errorf("created %v", d.Meta.Created)
	}
}

func TestNotice_SignatureFieldsAreNamedAfterTheSignatories(t *testing.T) {
	d := notice(t, acts.Options{})
	var got []doc.Signature
	doc.Walk(d.Blocks, func(b doc.Block) {
		if s, ok := b.(*doc.Signatures); ok {
			got = append(got, s.Items...)
		}
	}, nil)
	want := []doc.Signature{
		{Name: "firma_responsabile", Role: "IL RESPONSABILE DELL'UFFICIO DI PIANO", Who: "Dott.ssa Antonella FERRARO", Mode: doc.Digital},
		{Name: "firma_presidente", Role: "IL PRESIDENTE DEL COORDINAMENTO", Who: "Dott. Gianni STEFANO", Mode: doc.Digital},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNotice_LogoComesFromTheOffice(t *testing.T) {
	p := example(t)
	p.Office.Letterhead.Logo = &process.Logo{File: "stemma.png", Alt: "Stemma dell'Ambito", Bytes: []byte("\x89PNG\r\n\x1a\nrest")}
	d := made(t, p, acts.Options{})
	l, ok := d.Blocks[0].(*doc.Letterhead)
	if !ok || l.Logo == nil || l.Logo.MIME != "image/png" || l.Logo.Alt != "Stemma dell'Ambito" || len(l.Logo.Bytes) != 12 {
		t.Errorf("letterhead %+v", d.Blocks[0])
	}
}

func TestView_JSONIsCanonicalAndItsDigestTellsChanges(t *testing.T) {
	v, err := acts.NewNoticeView(example(t))
	if err != nil {
		t.Fatal(err)
	}
	a, err := v.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(a, []byte(`{"schema":1,"atto":"avviso","chiave":"casarano-2013",`)) || bytes.Contains(a, []byte("null")) || bytes.HasSuffix(a, []byte("\n")) {
		t.Errorf("JSON %.200s", a)
	}
	if !json.Valid(a) || bytes.Contains(a, []byte(`"rinvio"`)) {
		t.Error("the view is not JSON, or a reference was not resolved")
	}
	again, err := acts.NewNoticeView(example(t))
	if err != nil {
		t.Fatal(err)
	}
	first, second := digest(t, v), digest(t, again)
	if first != second || len(first) != 64 {
		t.Errorf("digests %s and %s", first, second)
	}
	again.Fasi[0].Voci[0].Incontro.Ora = "16.30"
	if digest(t, again) == first {
		t.Error("an hour changed and the digest did not")
	}
}

func TestView_ComesBackFromItsJSON(t *testing.T) {
	v, err := acts.NewNoticeView(example(t))
	if err != nil {
		t.Fatal(err)
	}
	b, err := v.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back acts.NoticeView
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if digest(t, back) != digest(t, v) {
		t.Error("a frozen view read back is another view")
	}
}

func digest(t *testing.T, v acts.NoticeView) string {
	t.Helper()
	s, err := v.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestView_ReferenceThatLeadsNowhereIsAnError(t *testing.T) {
	p := example(t)
	bad, _ := richtext.Parse("Vedi {incontro:mai}.")
	p.Notice.Closing = append(p.Notice.Closing, bad)
	if _, err := acts.NewNoticeView(p); !errors.Is(err, acts.ErrReference) || !strings.Contains(err.Error(), "{incontro:mai}") {
		t.Errorf("error %v", err)
	}
}

func TestNotice_RevisionChangesWithDataAndWithWording(t *testing.T) {
	foot := func(layers ...fs.FS) string {
		ts, err := markup.Load(append(layers, templates.Files)...)
		if err != nil {
			t.Fatal(err)
		}
		d, err := acts.NewMaker(ts).Notice(example(t), acts.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return d.Running.Foot
	}
	shipped := foot()
	if again := foot(); again != shipped {
		t.Errorf("the same notice is %q and %q", shipped, again)
	}
	other := fstest.MapFS{"_pubblicazione.md": {Data: []byte("Si pubblica all'albo.\n")}}
	if own := foot(other); own == shipped {
		t.Error("an office's own wording bears the revision of the shipped one")
	}
}
