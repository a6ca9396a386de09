package bundle

import (
	_ "embed"
	"fmt"
	html "html/template"
	"io"
	"net/url"
	"path"
	"strings"
	text "text/template"
	"time"

	"concerta/internal/archive/ledger"
)

//go:embed indice.html.tmpl
var indexTemplate string

//go:embed leggimi.txt.tmpl
var readmeTemplate string

// pages are what explains a package to people: an index and instructions. They
// follow from the manifest and the entries alone, so that a verification can write
// them again and compare.
type pages struct {
	Manifest  *Manifest
	Title     string
	Made      string
	Contents  string
	Acts      []actView
	Documents []actView
	Unmatched []actView
	Versions  []versionView
	zone      *time.Location
}

type (
	actView struct {
		Anchor      string
		Number      string // "Repertorio degli atti n. 0000001/2013"
		NumberShort string
		Short       string // what the caption of its files calls it
		Title       string
		Date        string
		State       string
		Annulled    bool
		Annulment   string
		Signed      []string
		Facts       []factView
		Files       []fileView
	}
	factView    struct{ Name, Value string }
	fileView    struct{ Href, Name, Original, What, Size, Digest string }
	versionView struct {
		Number               int
		Source, Note, Digest string
	}
)

func newPages(m *Manifest, c *caseFile, folders []actFolder, zone *time.Location) *pages {
	p := &pages{Manifest: m, zone: zone, Title: plain(m.Title), Made: moment(m.Made, zone)}
	files := 0
	for i, f := range folders {
		v := p.act(i+1, f)
		files += len(f.files)
		switch f.act.Kind {
		case ledger.KindDocument:
			p.Documents = append(p.Documents, v)
		case ledger.KindUnmatched:
			p.Unmatched = append(p.Unmatched, v)
		default:
			p.Acts = append(p.Acts, v)
		}
	}
	p.Contents = count(len(p.Acts), "atto", "atti")
	if others := len(p.Documents) + len(p.Unmatched); others > 0 {
		p.Contents += " e " + count(others, "altro documento", "altri documenti")
	}
	p.Contents += fmt.Sprintf(", con %d file in tutto", files)
	for _, n := range c.versionNumbers() {
		dir := versionFolder(n)
		p.Versions = append(p.Versions, versionView{n, dir + "/" + sourceName, dir + "/" + noteName, c.versions[n].String()})
	}
	return p
}

// index writes the index.
func (p *pages) index(w io.Writer) error {
	t, err := html.New(indexName).Parse(indexTemplate)
	if err != nil {
		return fmt.Errorf("template of the index: %w", err)
	}
	return t.Execute(w, p)
}

// readme writes the instructions.
func (p *pages) readme(w io.Writer) error {
	t, err := text.New(readmeName).Parse(readmeTemplate)
	if err != nil {
		return fmt.Errorf("template of the instructions: %w", err)
	}
	return t.Execute(w, p)
}

func (p *pages) act(n int, f actFolder) actView {
	a := f.act
	v := actView{
		Anchor: fmt.Sprintf("atto-%d", n), Title: plain(a.Title), Date: p.date(a), State: a.StateWords(),
		Annulled: a.Annulment != nil, NumberShort: a.NumberWords(), Signed: signed(a),
	}
	v.Short = "di «" + v.Title + "»"
	if v.NumberShort == "" {
		v.NumberShort = "senza numero"
	} else {
		v.Number = plain(a.Register) + " n. " + a.NumberWords()
		v.Short = "dell’atto n. " + a.NumberWords()
	}
	if a.Annulment != nil {
		v.Annulment = "Motivo: " + plain(a.Annulment.Reason)
		if a.Annulment.By != "" {
			v.Annulment += " (atto che annulla o revoca: " + plain(a.Annulment.By) + ")"
		}
	}
	v.Facts = p.facts(f, v)
	primary, _ := a.Primary()
	for _, file := range f.files {
		fv := fileView{
			Href: href(file.path), Name: file.name(), What: roleWords(file.Role), Digest: file.Digest.String(),
			Size: count(int(file.Size), "byte", "byte"),
		}
		if file.StoredFile == primary {
			fv.What = "documento principale: " + fv.What
		}
		if file.Name != fv.Name {
			fv.Original = plain(file.Name)
		}
		v.Files = append(v.Files, fv)
	}
	return v
}

func (p *pages) date(a *ledger.Act) string {
	if t, err := time.Parse(time.DateOnly, a.Date); err == nil {
		return day(t)
	}
	return day(a.At.In(p.zone))
}

// facts are what is written of an act beside its state.
func (p *pages) facts(f actFolder, v actView) []factView {
	a := f.act
	var list []factView
	fact := func(name, value string) {
		if value != "" {
			list = append(list, factView{name, plain(value)})
		}
	}
	fact("Data", v.Date)
	fact("Registrato", moment(a.At, p.zone)+" da "+a.Operator)
	fact("Sigla", a.ID)
	fact("Codice di verifica", a.Code)
	fact("Firme", strings.Join(v.Signed, "; "))
	var missing []string
	for _, s := range a.Missing() {
		missing = append(missing, s.Name)
	}
	fact("Deve ancora firmare", strings.Join(missing, "; "))
	for _, words := range f.accepted {
		fact("Accettato nel file firmato", words)
	}
	if a.Attestation != nil {
		fact("Attestazione", a.Attestation.Text)
		fact("Attestata da", a.Attestation.By)
	}
	if n := a.Protocol; n != nil {
		fact("Protocollo", n.Number+" del "+dayWords(n.Date))
	}
	if n := a.Publication; n != nil {
		fact("Pubblicazione", "albo n. "+n.Albo+", dal "+dayWords(n.From)+" al "+dayWords(n.To))
	}
	if n := a.Report; n != nil {
		fact("Referto ricevuto il", dayWords(n.Date))
	}
	fact("Rettifica", a.Corrects)
	for _, c := range a.Confirmed {
		fact("Confermato", c.What+" Motivo: "+c.Reason)
	}
	switch a.Kind {
	case ledger.KindDocument:
		fact("Riguarda", a.For)
	case ledger.KindUnmatched:
		fact("Motivo", a.Reason)
	}
	return list
}

// signed says who signed, one line each.
func signed(a *ledger.Act) []string {
	var list []string
	for i, s := range a.Signatures {
		words := "firmato da " + plain(s.Name)
		if t, err := time.Parse(time.RFC3339, s.When); err == nil {
			words += " il " + day(t)
		}
		if note := a.SignatureNote(i); note != "" {
			words += " (" + plain(note) + ")"
		}
		list = append(list, words)
	}
	if a.Attestation != nil {
		for _, s := range a.Signers {
			list = append(list, "firmato su carta da "+plain(s.Name))
		}
	}
	return list
}

// href is the address of a file from the index.
func href(name string) string {
	parts := strings.Split(path.Clean(name), "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}
