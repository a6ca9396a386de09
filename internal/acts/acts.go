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

// noticeTemplate is the name of the notice's template.
const noticeTemplate = "avviso"

// Maker makes acts. It is safe for concurrent use.
type Maker struct{ templates *markup.Templates }

// NewMaker makes acts with the templates.
func NewMaker(t *markup.Templates) *Maker { return &Maker{t} }

// Options say how an act is made.
type Options struct {
	Draft bool           // mark every page as a draft
	Zone  *time.Location // where the act's date begins at midnight; nil means UTC
}

// Notice makes the public notice of p. A fault of the template is in the
// *markup.InvalidError; whether the document may be rendered is for doc.Check.
func (m *Maker) Notice(p *process.Process, o Options) (*doc.Document, error) {
	view, err := NewNoticeView(p)
	if err != nil {
		return nil, fmt.Errorf("avviso di %s: %w", p.Key, err)
	}
	revision, err := m.revision(view)
	if err != nil {
		return nil, fmt.Errorf("avviso di %s: %w", p.Key, err)
	}
	blocks, err := m.templates.Execute(noticeTemplate, view)
	if err != nil {
		return nil, fmt.Errorf("avviso di %s: %w", p.Key, err)
	}
	return &doc.Document{
		Meta: doc.Meta{
			Title:   noticeTitle(view),
			Subject: p.Title,
			Author:  view.Ente.Nome,
			Lang:    view.Lingua,
			Created: midnight(p.Notice.Date, o.Zone),
		},
		Running: running(view, revision, o.Draft),
		Blocks:  blocks,
	}, nil
}

// revision names what an act says: data and wording. Two prints of one revision
// have the same words.
func (m *Maker) revision(v NoticeView) (string, error) {
	data, err := v.Digest()
	if err != nil {
		return "", err
	}
	wording, err := m.templates.Digest(v.Atto)
	if err != nil {
		return "", err
	}
	const digits = 8 // of the digest: few enough for people to compare
	return hexDigest([]byte(data + wording))[:digits], nil
}

// running is what stands on every page.
func running(v NoticeView, revision string, draft bool) doc.Running {
	r := doc.Running{
		Head: v.Ente.Nome,
		Foot: v.Chiave + "/" + v.Atto + " · rev. " + revision,
		Page: "pag.",
		Of:   "di",
	}
	if draft {
		r.Mark = "BOZZA"
		r.MarkAt = "Bozza di lavoro: non è un atto e non ha valore legale"
	}
	return r
}

// noticeTitle is "Avviso – " and the subject without its outer quotation marks.
func noticeTitle(v NoticeView) string {
	kind := sentenceCase(v.Tipo)
	subject := markup.Unquoted(oneLine(v.Titolo))
	if subject == "" {
		return kind
	}
	return kind + " – " + subject
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
