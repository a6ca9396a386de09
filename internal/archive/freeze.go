package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/produce"
)

// freeze makes everything that is kept of the act.
func (i *issuing) freeze(e ledger.Entry, seq int64) (*ledger.Proposal, error) {
	act, err := i.make(&e)
	if err != nil {
		return nil, err
	}
	copies, where, err := i.Press.Copies(act)
	if err != nil {
		return nil, err
	}
	i.body.Pages, i.body.Subject = where.Pages, act.Document.Meta.Title
	f := &folder{}
	var text []byte
	for _, c := range copies {
		f.add(role(c.Format.Ext), c.Name, c.Format.MediaType, c.Content)
		if c.Format.Ext == "txt" {
			text = c.Content
		}
	}
	if err := f.addParity(i.task.Name); err != nil {
		return nil, err
	}
	if acts.Public(i.task.Kind) {
		if err := i.addPublic(f, act); err != nil {
			return nil, err
		}
	}
	geometry, err := i.geometry(where)
	if err != nil {
		return nil, err
	}
	name := i.task.Name
	f.add(ledger.View, name+".json", mediaJSON, i.frozen)
	f.add(ledger.Wording, i.task.Template()+".md", mediaText, i.wording)
	f.add(ledger.Layout, name+"_geometria.json", mediaJSON, geometry)
	if err := i.freezeNotice(f); err != nil {
		return nil, err
	}
	if err := e.Say(i.body); err != nil {
		return nil, err
	}
	if err := i.registrarOf(i.plan.Review.Process).describe(nil, &e, seq, f, surroundings{}); err != nil {
		return nil, err
	}
	p := &ledger.Proposal{Entry: e, Text: i.body.Words(i.plan.Review.Process.Title, text)}
	p.Entry.Files, p.Blobs = f.files, f.contents
	return p, nil
}

const (
	mediaJSON = "application/json"
	mediaText = "text/plain; charset=utf-8"
	mediaXML  = "application/xml"
)

// make makes the document as issued.
func (i *issuing) make(e *ledger.Entry) (*produce.Act, error) {
	issued := &acts.Issued{
		ID: e.Act, Register: i.body.Register, Number: i.body.Number, Year: i.body.Year,
		Date: i.day(e.At), Code: i.body.Code,
	}
	if i.VerifyURL != nil {
		issued.VerifyURL = i.VerifyURL(i.body.Code)
	}
	act, err := i.Press.Make(i.plan.Review, i.task, acts.Options{Issued: issued})
	if errors.Is(err, acts.ErrDraft) {
		return nil, &fault.Error{
			Kind: produce.ErrDocument, Cause: err,
			What:   fmt.Sprintf("l’atto «%s» è ancora una bozza: manca ciò che deve dire", i.task.Title),
			Repair: "completare i dati del procedimento e ripetere",
		}
	}
	return act, err
}

// geometry is where everything is on the pages; for a register also whose each row
// is: it is never computed again from a later template.
func (i *issuing) geometry(where produce.Geometry) ([]byte, error) {
	if i.task.Kind != acts.Register {
		return where.JSON, nil
	}
	var view struct {
		Rows []struct {
			Number int    `json:"numero"`
			Of     string `json:"di"`
		} `json:"righe"`
		Listed int `json:"elencati"`
	}
	if err := json.Unmarshal(i.frozen, &view); err != nil {
		return nil, fmt.Errorf("reading the rows of a register: %w", err)
	}
	type row struct {
		Number int    `json:"number"`
		Of     string `json:"of,omitempty"` // id of the body or citizen
		Kind   string `json:"kind"`         // listed or blank
	}
	rows := make([]row, 0, len(view.Rows))
	for n, r := range view.Rows {
		kind := "blank"
		if n < view.Listed {
			kind = "listed"
		}
		rows = append(rows, row{r.Number, r.Of, kind})
	}
	b, err := json.Marshal(struct {
		Layout json.RawMessage `json:"layout"`
		Rows   []row           `json:"rows"`
	}{where.JSON, rows})
	if err != nil {
		return nil, fmt.Errorf("JSON of the layout of a register: %w", err)
	}
	return b, nil
}

// freezeNotice keeps with a correction what the notice says from now on.
func (i *issuing) freezeNotice(f *folder) error {
	if i.task.Kind != acts.Correction {
		return nil
	}
	after, _, err := acts.Frozen(i.plan.Review.Process, acts.Job{Kind: acts.Notice})
	if err != nil {
		return err
	}
	f.add(ledger.Notice, "avviso.json", mediaJSON, after)
	return nil
}

// role is what a format is to the act.
func role(ext string) ledger.Role { return ledger.Role(strings.ToLower(ext)) }

// folder gathers the files of an entry.
type folder struct {
	files    []ledger.File
	contents [][]byte
}

func (f *folder) add(r ledger.Role, name, mediaType string, content []byte) {
	f.files = append(f.files, ledger.File{
		Role: r, Name: name, MediaType: mediaType, Size: int64(len(content)), Digest: ledger.DigestOf(content),
	})
	f.contents = append(f.contents, content)
}
