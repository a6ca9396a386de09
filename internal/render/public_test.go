package render_test

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/process"
	"concerta/internal/render/docx"
	htmlr "concerta/internal/render/html"
	"concerta/internal/render/pdf"
	"concerta/internal/render/rendertest"
	"concerta/internal/render/text"
	"concerta/internal/richtext"
)

// everyTrace gives all that can be found in the files of a document: the bytes as
// they are, and all that they unpack to.
func (w *workshop) everyTrace(tb testing.TB, d *doc.Document) map[string]string {
	tb.Helper()
	var word, page, fragment, plain bytes.Buffer
	for _, err := range []error{docx.Render(&word, d), htmlr.Render(&page, d), htmlr.Fragment(&fragment, d), text.Render(&plain, d)} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	markup := func(s string) string {
		return s + "\n" + html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, ""))
	}
	return map[string]string{
		"pdf":  pdfTrace(tb, w.pdf(tb, d)),
		"docx": word.String() + markup(strings.Join(unzipped(tb, word.Bytes()), "\n")),
		"html": markup(page.String() + fragment.String()),
		"txt":  plain.String(),
	}
}

// pdfTrace is the bytes of a PDF, its streams unpacked, its strings decoded and
// all that the reader finds: text, titles of bookmarks, values, metadata.
func pdfTrace(tb testing.TB, file []byte) string {
	tb.Helper()
	var b strings.Builder
	b.Write(file)
	for rest := file; ; {
		_, after, ok := bytes.Cut(rest, []byte("stream\n"))
		if !ok {
			break
		}
		rest = after
		if z, err := zlib.NewReader(bytes.NewReader(after)); err == nil {
			data, _ := io.ReadAll(z) // what follows the stream is no part of it
			b.Write(data)
		}
	}
	for _, s := range regexp.MustCompile(`<FEFF([0-9A-F]+)>`).FindAllStringSubmatch(b.String(), -1) {
		raw, err := hex.DecodeString(s[1])
		if err != nil {
			tb.Fatal(err)
		}
		var units []uint16
		for i := 0; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		b.WriteString(string(utf16.Decode(units)) + "\n")
	}
	r, err := reader.Read(file)
	if err != nil {
		tb.Fatal(err)
	}
	fmt.Fprintf(&b, "%v %v %s\n", r.Bookmarks, r.Info, r.XMP)
	for _, f := range r.Fields {
		fmt.Fprintf(&b, "%s %s %s %s\n", f.Name, f.Words, f.Value, f.Shown)
	}
	for _, p := range r.Pages {
		for _, run := range p.Runs {
			b.WriteString(run.Text)
		}
		b.WriteByte('\n')
	}
	var dump bytes.Buffer
	if err := r.Dump(&dump); err != nil {
		tb.Fatal(err)
	}
	return b.String() + dump.String()
}

// found tells whether words are in a trace, lines and spaces apart.
func found(trace, words string) bool {
	squeeze := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	return strings.Contains(squeeze(trace), squeeze(words))
}

// planted has something to leave out in every place there is.
func planted() (d *doc.Document, secrets []string) {
	hide := func(s string) []doc.Inline {
		secrets = append(secrets, s)
		return []doc.Inline{&doc.Text{Value: "prima "}, &doc.Redactable{Reason: "prova", Text: doctest.T(s)}, &doc.Text{Value: " dopo"}}
	}
	par := func(s string) doc.Block { return &doc.Paragraph{Text: hide(s)} }
	cells := func(b ...doc.Block) []doc.Row { return []doc.Row{{Cells: []doc.Cell{{Blocks: b}}}} }
	d = &doc.Document{
		Meta: doc.Meta{Title: "Istanza di Zebedeo Quagliarulo", Subject: "Zebedeo Quagliarulo", Keywords: []string{"Zebedeo Quagliarulo"}, Lang: "it-IT"},
		Running: doc.Running{
			Head: "Istanza di Zebedeo Quagliarulo", Foot: "istanza/1 · rev. 0", Page: "pag.", Of: "di", Number: "Rep. n. 0000001/2013",
			Verify: &doc.Verification{Label: "codice di verifica", Code: verifyCode, URL: "https://atti.example/verifica/" + verifyCode},
		},
	}
	d.Blocks = []doc.Block{
		&doc.Heading{Level: 1, Text: hide("Zebedeo Quagliarulo")},
		par("diabete mellito"),
		&doc.List{Items: []doc.Item{{Blocks: []doc.Block{par("sfrattata ieri")}}}},
		&doc.Table{Caption: hide("Filomena Dragonetti"), Columns: []doc.Column{{}}, Head: cells(doctest.P("Testata")), Body: cells(par("indennità ridotta"))},
		&doc.Field{Name: "nome", Label: "Nome", Hint: "come Zebedeo Quagliarulo", Value: "Zebedeo Quagliarulo"},
		&doc.Field{Name: "aiuto", Label: "Aiuto", Kind: doc.FieldChoice, Options: []string{"dormitorio", "mensa"}, Value: "dormitorio", Withhold: "prova"},
		&doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: "mailto:filomena@example.org", Text: hide("sua cugina")}}},
		&doc.Figure{Image: doc.Image{Bytes: rendertest.PNG(), MIME: "image/png", Alt: "Foto di Zebedeo Quagliarulo"}},
		&doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{par("tossicodipendenza")}},
		doctest.P("Letto e confermato."), doctest.P("Sottoscritto."),
		&doc.Signatures{Items: []doc.Signature{{Name: "firma_istante", Who: "Ermelinda Pastorelli", Withhold: "prova", Mode: doc.Digital}}},
	}
	return d, append(secrets, "dormitorio", "filomena@example.org", "Ermelinda Pastorelli")
}

// published is the public copy of planted.
func (w *workshop) published(tb testing.TB) *doc.Document {
	tb.Helper()
	d, _ := planted()
	public, withheld := doc.Public(d)
	if problems := append(doc.Check(public, w.renderer), doc.Leaks(public, withheld)...); len(problems) > 0 {
		tb.Fatal(problems)
	}
	return public
}

func TestPublic_NothingLeftOutIsInAnyByte(t *testing.T) {
	w := newWorkshop(t)
	d, secrets := planted()
	public, withheld := doc.Public(d)
	if problems := append(doc.Check(public, w.renderer), doc.Leaks(public, withheld)...); len(problems) > 0 {
		t.Fatal(problems)
	}
	before, after := w.everyTrace(t, d), w.everyTrace(t, public)
	for format, trace := range after {
		for _, s := range secrets {
			if found(trace, s) {
				t.Errorf("%s: %q can be found", format, s)
			}
			if !found(before[format], s) && (format != "txt" || s != "filomena@example.org") {
				t.Errorf("%s: %q cannot be found in the act itself: the search is blind", format, s)
			}
		}
		if !found(trace, doc.Omissis) || !found(trace, "copia per la pubblicazione") {
			t.Errorf("%s does not say what it is", format)
		}
	}

	// One left in is found, by the search and by Leaks.
	public.Blocks = append(public.Blocks, doctest.P("come dice Quagliarulo Zebedeo, affetto da diabete mellito"))
	for format, trace := range w.everyTrace(t, public) {
		if !found(trace, "diabete mellito") {
			t.Errorf("%s: what was left in is not found", format)
		}
	}
	if got := doc.Leaks(public, withheld); len(got) != 2 {
		t.Errorf("two leaks, got %v", got)
	}
}

// citizens gives the whole Casarano process with a citizen in everything that the
// office writes: speaker, proposer, mover, and a summary with a marked part.
func (w *workshop) citizens(tb testing.TB) (*process.Process, string) {
	tb.Helper()
	p := w.process(tb, "casarano-2013.yaml")
	who := p.Citizens[0]
	p.Proposals[0].By = who.ID
	summary, problems := richtext.Parse("{omissis nome di un cittadino: " + who.Name + "} racconta che {omissis stato di salute: **il figlio** è in dialisi} e chiede un trasporto.")
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	for i := range p.Minutes {
		p.Minutes[i].Items[0].Speakers = append(p.Minutes[i].Items[0].Speakers, who.Name)
		p.Minutes[i].Items[0].Summary = summary
		p.Minutes[i].Movements = append(p.Minutes[i].Movements, process.Movement{Name: who.Name, In: true})
	}
	p.Steering = append(p.Steering, process.SteeringMember{Name: "Lucia Greco ESEMPIO", Substitute: who.Name})
	return p, who.Name
}

// public gives the public copies of the acts that are published.
func (w *workshop) public(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	p, who := w.citizens(tb)
	all := map[string]*doc.Document{}
	for _, k := range acts.Kinds() {
		if !acts.Public(k) {
			continue
		}
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			tb.Fatal(err)
		}
		for i, j := range jobs {
			d, err := w.maker.Make(p, j, acts.Options{})
			if err != nil {
				tb.Fatal(err)
			}
			public, withheld := doc.Public(d)
			if problems := append(doc.Check(public, w.renderer), doc.Leaks(public, withheld)...); len(problems) > 0 {
				tb.Errorf("%s: %v", j.Title, problems)
			}
			all[fmt.Sprintf("public-%s-%d", k, i+1)] = public
			for _, s := range append(withheld, who) {
				if i < 2 && found(pdfTrace(tb, w.pdf(tb, public)), s) {
					tb.Errorf("%s: %q can be found", j.Title, s)
				}
			}
		}
	}
	return all
}

func TestPublic_ActsNameNoCitizen(t *testing.T) {
	w := newWorkshop(t)
	_, who := w.citizens(t)
	for name, d := range w.public(t) {
		switch name {
		case "public-verbale-1", "public-prospetto-1", "public-elenco-1", "public-cabina-1":
			for format, trace := range w.everyTrace(t, d) {
				if found(trace, who) || found(trace, "dialisi") {
					t.Errorf("%s.%s gives a citizen away", name, format)
				}
				if !found(trace, "un cittadino") {
					t.Errorf("%s.%s does not say what the person is", name, format)
				}
			}
		}
		r, err := reader.Read(w.pdf(t, d))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range audit.Check(r, pdf.Limits()) {
			t.Errorf("%s: %v", name, p)
		}
	}
}

func TestPublic_ANameTypedInASummaryIsFound(t *testing.T) {
	w := newWorkshop(t)
	p, who := w.citizens(t)
	p.Minutes[0].Items[0].Summary = richtext.Words("La parola passa a " + who + ".")
	d, err := w.maker.Make(p, acts.Job{Kind: acts.Minutes, For: p.Minutes[0].Meeting}, acts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	public, withheld := doc.Public(d)
	if got := doc.Leaks(public, withheld); len(got) != 1 || !strings.Contains(got[0].Where, "La parola passa") {
		t.Errorf("got %v", got)
	}
}
