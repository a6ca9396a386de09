// Package acts makes acts from a process: it builds the view that a template
// sees and turns the template's blocks into a document with its title, its
// running head and its revision.
package acts

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"concerta/internal/doc"
	"concerta/internal/markup"
	"concerta/internal/process"
)

// Maker makes acts. It is safe for concurrent use.
type Maker struct{ templates *markup.Templates }

// NewMaker makes acts with the templates.
func NewMaker(t *markup.Templates) *Maker { return &Maker{t} }

// Options say how an act is made.
type Options struct {
	Draft bool           // mark every page as a draft
	Large bool           // large print
	Zone  *time.Location // where the act's date begins at midnight; nil means UTC

	Issued *Issued // how the act stands in the register; nil for one not issued
}

// Make makes one act of p. A fault of the template is in the
// *markup.InvalidError; whether the document may be rendered is for doc.Check.
func (m *Maker) Make(p *process.Process, j Job, o Options) (*doc.Document, error) {
	d, err := m.make(p, j, o)
	if err != nil {
		return nil, fmt.Errorf("%s di %s: %w", j.Kind, p.Key, err)
	}
	return d, nil
}

// Notice makes the public notice of p.
func (m *Maker) Notice(p *process.Process, o Options) (*doc.Document, error) {
	return m.Make(p, Job{Kind: Notice}, o)
}

func (m *Maker) make(p *process.Process, j Job, o Options) (*doc.Document, error) {
	r, err := recipeOf(j.Kind)
	if err != nil {
		return nil, err
	}
	v, err := r.view(p, j)
	if err != nil {
		return nil, err
	}
	revision, err := m.revision(j, v)
	if err != nil {
		return nil, err
	}
	blocks, err := m.templates.Execute(j.Template(), v)
	if err != nil {
		return nil, err
	}
	a := v.about()
	d := &doc.Document{
		Meta: doc.Meta{
			Title:   a.title,
			Subject: a.subject,
			Author:  a.office.Nome,
			Lang:    a.lang,
			Created: midnight(a.date, o.Zone),
		},
		Running: running(a, revision, o.Draft),
		Large:   o.Large,
		Blocks:  blocks,
	}
	if o.Issued != nil {
		o.Issued.mark(d, a.office, j.Kind, revision)
	}
	if r.finish != nil {
		r.finish(d, v)
	}
	if o.Issued != nil && d.Running.Mark != "" {
		return nil, ErrDraft
	}
	return d, nil
}

// revision names what an act says: data and wording. Two prints of one revision
// have the same words.
func (m *Maker) revision(j Job, v view) (string, error) {
	data, err := canonical(v)
	if err != nil {
		return "", err
	}
	wording, err := m.templates.Digest(j.Template())
	if err != nil {
		return "", err
	}
	return Revision(hexDigest(data), wording), nil
}

// Revision is the short name of what an act says, from the digests of its frozen
// view and of its wording, both in hex.
func Revision(view, wording string) string {
	const digits = 8 // of the digest: few enough for people to compare
	return hexDigest([]byte(view + wording))[:digits]
}

// Wording is the text of the template of an act with all its pieces, as it
// is to be frozen with an act, and its SHA-256 in hex: see [markup.Templates].
func (m *Maker) Wording(j Job) (text []byte, digest string, err error) {
	if text, err = m.templates.Wording(j.Template()); err != nil {
		return nil, "", err
	}
	return text, hexDigest(text), nil
}

// running is what stands on every page.
func running(a about, revision string, draft bool) doc.Running {
	r := doc.Running{
		Head: a.office.Nome,
		Foot: a.key + "/" + a.name + revised(revision),
		Page: "pag.",
		Of:   "di",
	}
	if draft {
		markDraft(&r)
	}
	return r
}

// markDraft says on every page that this is no act.
func markDraft(r *doc.Running) {
	r.Mark = "BOZZA"
	r.MarkAt = "Bozza di lavoro: non è un atto e non ha valore legale"
}

// sentenceCase is a kind of act typed in capitals as a word of a sentence.
func sentenceCase(s string) string {
	s = strings.ToLower(oneLine(s))
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// midnight is when d begins; zero when d is not known.
func midnight(d process.Date, zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if zone == nil {
		zone = time.UTC
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}
