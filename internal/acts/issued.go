package acts

import (
	"cmp"
	"errors"
	"fmt"

	"concerta/internal/doc"
	"concerta/internal/process"
)

// ErrDraft says that an act cannot be issued because it is a draft, or minutes
// that nobody has written yet.
var ErrDraft = errors.New("a draft cannot be issued")

// Issued is how an issued act stands in the office's register. Every page says
// it, and so do the metadata of its files.
type Issued struct {
	ID        string       // of the act, at the foot of every page and dc:identifier of its files
	Register  string       // name of the register, "Repertorio degli atti"
	Number    int          // in the register and year, from 1; 0 for an act that is not numbered
	Year      int          // of the number
	Date      process.Date // day of issue where the office is (Europe/Rome)
	Code      string       // verification code; empty for none
	VerifyURL string       // of the page that verifies the code; empty when there is no public address
}

// Printed is the number as every page says it, "Rep. n. 0000012/2013": seven
// digits or as many as it takes. It is empty for an act that is not numbered.
func (i *Issued) Printed() string {
	if i.Number == 0 {
		return ""
	}
	return fmt.Sprintf("Rep. n. %07d/%d", i.Number, i.Year)
}

// mark writes on d how it stands in the register. The words of the act do not
// change: the number is outside the text, as is the code.
func (i *Issued) mark(d *doc.Document, office Ente, k Kind, revision string) {
	d.Running.Foot = i.ID + revised(revision)
	d.Running.Number = i.Printed()
	if i.Code != "" {
		d.Running.Verify = &doc.Verification{Label: "codice di verifica", Code: i.Code, URL: i.VerifyURL}
	}
	d.Meta.Identifier = i.ID
	d.Meta.Issue = &doc.Issue{
		Kind: string(k), Office: cmp.Or(office.CodiceIPA, office.CodiceFiscale), Date: i.Date.String(), Code: i.Code,
	}
	d.Meta.Keywords = []string{string(k)}
	if i.Number != 0 {
		d.Meta.Issue.Register, d.Meta.Issue.Number, d.Meta.Issue.Year = i.Register, i.Number, i.Year
		d.Meta.Keywords = append(d.Meta.Keywords, i.Printed())
	}
}

// revised is what the foot says of the revision.
func revised(revision string) string { return " · rev. " + revision }
