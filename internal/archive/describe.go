package archive

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive/agid"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// registrar is what the metadata of every document of a process say of who
// registers it.
type registrar struct {
	office      agid.Office
	responsible agid.Person
	process     string // title
	officeID    string
	zone        *time.Location
}

func (a *Archive) registrarOf(p *process.Process) registrar {
	r := registrar{process: p.Title, zone: a.Zone, officeID: a.office, office: agid.Office{Name: p.Office.Name, Code: p.Office.IPACode, TaxCode: p.Office.TaxCode}}
	for _, address := range []string{p.Office.PEC, p.Office.Email} {
		if address != "" {
			r.office.Addresses = append(r.office.Addresses, address)
		}
	}
	if p.Responsible != nil {
		r.responsible = agid.Person{Name: p.Responsible.Name, OfOffice: true}
	}
	return r
}

// registrar is that of a process in the store.
func (a *Archive) registrar(ctx context.Context, key string) (registrar, error) {
	p, err := a.Keeper.Process(ctx, key)
	if err != nil {
		return registrar{}, err
	}
	review := a.Reviews.Of(p)
	if review.Process == nil {
		return registrar{}, fmt.Errorf("describing documents of %s: %w", key, produce.ErrFindings)
	}
	return a.registrarOf(review.Process), nil
}

// The codes of the registers that metadata name: the repertory of numbered acts,
// and the register of entries for every other document.
const (
	repertoryCode = "REPERTORIO"
	entriesCode   = "ARCHIVIO"
)

// describe puts the metadata (AgID, Allegato 5) of each document of an entry
// after it. Before is the act before the entry, nil for a new one; seq is the
// number that the entry will have.
func (r registrar) describe(before *ledger.Act, e *ledger.Entry, seq int64, f *folder) error {
	e.Files = f.files
	after, err := ledger.Step(before, e)
	if err != nil {
		return err
	}
	out := &folder{}
	for i, file := range f.files {
		out.files, out.contents = append(out.files, file), append(out.contents, f.contents[i])
		if !file.Role.IsDocument() {
			continue
		}
		var b bytes.Buffer
		if err := agid.Write(&b, agid.Make(r.facts(before, after, e, seq, file))); err != nil {
			return fmt.Errorf("metadata of %s: %w", file.Name, err)
		}
		out.add(ledger.Metadata, file.Name+".metadati.xml", mediaXML, b.Bytes())
	}
	f.files, f.contents = out.files, out.contents
	return nil
}

// facts are what is known of a document when its entry is written.
func (r registrar) facts(before, after *ledger.Act, e *ledger.Entry, seq int64, file ledger.File) agid.Facts {
	at := e.At.In(r.zone)
	facts := agid.Facts{
		ID: documentID(after, file.Role, seq), Digest: file.Digest, FileName: file.Name, MIME: mediaOf(file),
		Software: agid.Software{Name: "concerta"}, Version: 1,
		Kind: kindWords(after.Kind), Subject: subjectOf(after, file.Role), Keywords: []string{r.process, after.Kind},
		Office: r.office, Responsible: r.responsible, Operator: agid.Person{Name: e.Operator, OfOffice: true},
		Flow: flow(after, file.Role), CaseFile: r.officeID + "/" + after.Process,
		Repertory: &agid.Entry{Code: entriesCode, Number: int(seq), When: at},
	}
	if after.Number > 0 {
		facts.Repertory = &agid.Entry{Code: repertoryCode, Number: after.Number, When: after.At.In(r.zone)}
	}
	if file.Role == ledger.PDF || file.Role == ledger.Return {
		for _, s := range after.Signers {
			facts.Signatories = append(facts.Signatories, agid.Person{Name: s.Name, OfOffice: true})
		}
	}
	if facts.Flow == agid.FlowIn {
		facts.Software = agid.Software{}
		facts.Sender = &agid.Party{Body: "mittente non registrato"}
	}
	r.signedFacts(&facts, before, after, at, file)
	return facts
}

// signedFacts say of a signed copy and of a scan what they are.
func (r registrar) signedFacts(facts *agid.Facts, before, after *ledger.Act, at time.Time, file ledger.File) {
	switch file.Role { //nolint:exhaustive // the others are neither
	case ledger.Return:
		facts.Verification = agid.Verification{Signed: true}
		for _, s := range after.Signatures {
			facts.Verification.Timestamped = facts.Verification.Timestamped || s.Stamped
		}
		if before == nil {
			return
		}
		if previous, ok := before.Primary(); ok {
			facts.Version = 2 + returns(before)
			facts.Changes = []agid.Amendment{{
				Kind: agid.ChangeIntegration, Author: facts.Operator, When: at,
				Previous: &agid.Reference{ID: documentID(before, previous.Role, previous.Seq), Digest: previous.Digest},
			}}
		}
	case ledger.Scan:
		facts.Verification = agid.Verification{CopyConform: true}
		facts.Formation = agid.FormationAcquired
	}
}

func returns(a *ledger.Act) int {
	n := 0
	for _, f := range a.Files {
		if f.Role == ledger.Return {
			n++
		}
	}
	return n
}

// documentID names a document of an act: the original has the id of the act, the
// others that and what they are.
func documentID(a *ledger.Act, role ledger.Role, seq int64) string {
	switch role { //nolint:exhaustive // the others are told apart by their role
	case ledger.PDF, ledger.Document:
		return a.ID
	case ledger.Return, ledger.Scan, ledger.Report:
		return fmt.Sprintf("%s.%s.%d", a.ID, role, seq)
	}
	return a.ID + "." + string(role)
}

// mediaOf is the media type without its parameters.
func mediaOf(f ledger.File) string {
	media, _, _ := strings.Cut(f.MediaType, ";")
	if media == "" {
		return strings.TrimPrefix(path.Ext(f.Name), ".")
	}
	return media
}

// subjectOf says what a document is, with what makes it another than the original.
func subjectOf(a *ledger.Act, role ledger.Role) string {
	title := cmp.Or(a.Subject, a.Title)
	switch role { //nolint:exhaustive // the others are the act itself
	case ledger.DOCX:
		return title + " – copia modificabile"
	case ledger.Public:
		return title + " – copia per la pubblicazione"
	case ledger.Scan:
		return title + " – copia per immagine dell’originale firmato a mano"
	case ledger.Report:
		return title + " – referto di pubblicazione"
	}
	return title
}

// flow is where a document goes: out, in, or from office to office.
func flow(a *ledger.Act, role ledger.Role) string {
	if !a.IsAct() || role == ledger.Report {
		return agid.FlowIn
	}
	switch acts.Kind(a.Kind) { //nolint:exhaustive // the others go out
	case acts.Minutes, acts.Register, acts.Participants, acts.SteeringGroup:
		return agid.FlowInternal
	}
	return agid.FlowOut
}

// kindWords is the kind of a document in words.
func kindWords(kind string) string {
	if words := acts.Kind(kind).Words(); words.Formal != "" {
		return words.Formal
	}
	if kind == ledger.KindUnmatched {
		return "File firmato non corrispondente"
	}
	return "Documento acquisito"
}
