package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"concerta/internal/archive/agid"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
)

// Received is a document made elsewhere that joins a case file: slides, a
// delegation, a resolution, the receipt of a PEC message.
type Received struct {
	Operator string
	Process  string // key
	Title    string
	Kind     string // one of ReceivedKinds
	Date     process.Date
	About    string // id of the act it goes with; may be empty
}

// ReceivedKinds are the kinds of documents made elsewhere.
func ReceivedKinds() []string {
	return []string{"delega", "deliberazione", "determinazione", "ricevuta", "presentazione", "corrispondenza", "altro"}
}

// File takes a document made elsewhere into the case file of a process.
func (a *Archive) File(ctx context.Context, d Received, file Incoming) (*ledger.Act, error) {
	title := strings.TrimSpace(d.Title)
	switch {
	case title == "":
		return nil, &fault.Error{Kind: ErrInput, What: "manca che cosa è il documento", Repair: "indicarlo in poche parole: è il nome con cui si ritrova"}
	case !slices.Contains(ReceivedKinds(), d.Kind):
		return nil, &fault.Error{Kind: ErrInput, What: fmt.Sprintf("il tipo di documento «%s» non esiste", d.Kind), Repair: "i tipi sono: " + strings.Join(ReceivedKinds(), ", ")}
	}
	var around surroundings
	if d.About != "" {
		act, err := a.Find(ctx, d.About)
		if err != nil {
			return nil, err
		}
		d.About = act.ID
		if p, ok := act.Primary(); ok {
			around.primary = &agid.Reference{ID: documentID(act, p.Role, p.Seq), Digest: p.Digest}
		}
	}
	f, err := a.incoming(ctx, ledger.Document, file)
	if err != nil {
		return nil, err
	}
	body := ledger.FiledBody{Title: title, Kind: d.Kind, Date: d.Date.String(), About: d.About}
	return a.begin(ctx, d.Process, ledger.KindDocument, d.Operator, body, f, around)
}

// begin adds an entry that brings a document which is no act of the office.
func (a *Archive) begin(ctx context.Context, key, kind, operator string, body ledger.Body, f *folder, around surroundings) (*ledger.Act, error) {
	who, err := a.registrar(ctx, key)
	if err != nil {
		return nil, err
	}
	return a.Keeper.Append(ctx, func(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
		at, err := a.moment(tx)
		if err != nil {
			return nil, err
		}
		seq := tx.Head().Seq + 1
		p := &ledger.Proposal{Entry: ledger.Entry{At: at, Operator: operator, Process: key, Act: fmt.Sprintf("%s.%s.%d", key, kind, seq)}}
		if err := p.Entry.Say(body); err != nil {
			return nil, err
		}
		whole := &folder{files: f.files, contents: f.contents}
		if err := who.describe(nil, &p.Entry, seq, whole, around); err != nil {
			return nil, err
		}
		p.Entry.Files, p.Blobs = whole.files, whole.contents
		if b, ok := body.(ledger.FiledBody); ok {
			p.Text = b.Words(f.files)
		}
		return p, nil
	})
}
