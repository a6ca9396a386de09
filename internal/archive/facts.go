package archive

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive/agid"
	"concerta/internal/archive/ledger"
)

// describing gathers what the metadata of the documents of one entry say.
type describing struct {
	registrar
	before, after *ledger.Act // before and after the entry
	entry         *ledger.Entry
	seq           int64
	around        surroundings
}

// facts are what is known of a document when its entry is written.
func (d describing) facts(file ledger.File) agid.Facts {
	facts := d.standing(file, d.seq, d.entry.At)
	d.signedFacts(&facts, file)
	return facts
}

// again are what is known of the document that counts when an entry registers
// something of it: its bytes are what they were, and its version is.
func (d describing) again(primary ledger.StoredFile) agid.Facts {
	at, known := d.around.moments[primary.Seq]
	if !known {
		at = d.after.At
	}
	facts := d.standing(primary.File, primary.Seq, at)
	d.kindOfCopy(&facts, primary.File)
	change := agid.Amendment{Kind: agid.ChangeAnnotation, Author: facts.Operator, When: d.entry.At.In(d.zone)}
	if n := d.after.Annulment; n != nil {
		change.Kind = agid.ChangeAnnulment
		facts.Note = strings.TrimSpace(facts.Note + "\nAnnullato: " + n.Reason)
		if n.By != "" {
			facts.Note += " (atto che annulla o revoca: " + n.By + ")"
		}
	}
	facts.Changes = []agid.Amendment{change}
	if primary.Role == ledger.Return {
		facts.Version = 1 + returns(d.before)
	}
	return facts
}

// standing are what is said of a document whatever its entry registers; seq and at are
// of the entry that brought it.
func (d describing) standing(file ledger.File, seq int64, at time.Time) agid.Facts {
	after := d.after
	facts := agid.Facts{
		ID: documentID(after, file.Role, seq), Digest: file.Digest, FileName: file.Name, MIME: mediaOf(file),
		Software: agid.Software{Name: "concerta"}, Version: 1,
		Kind: kindWords(after.Kind), Subject: subjectOf(after, file.Role), Keywords: []string{d.process, after.Kind},
		Office: d.office, Responsible: d.responsible, Operator: operatorOf(d.entry),
		Flow: flow(after, file.Role), CaseFile: d.officeID + "/" + after.Process,
		Repertory: &agid.Entry{Code: entriesCode, Number: int(seq), When: at.In(d.zone)},
		Primary:   d.around.primary,
	}
	if file.Role == ledger.Report {
		facts.Kind, facts.Keywords = "Referto di pubblicazione", []string{d.process, "referto"}
		if p, ok := after.Primary(); ok {
			facts.Primary = &agid.Reference{ID: documentID(after, p.Role, p.Seq), Digest: p.Digest}
		}
	} else if after.Number > 0 {
		facts.Repertory = &agid.Entry{Code: repertoryCode, Number: after.Number, When: after.At.In(d.zone)}
	}
	switch file.Role { //nolint:exhaustive // only these are the act as it counts
	case ledger.PDF, ledger.Return, ledger.Scan:
		facts.Attachments = d.attached()
		protocol(&facts, after.Protocol)
	}
	if file.Role == ledger.PDF || file.Role == ledger.Return {
		d.signers(&facts)
	}
	if facts.Flow == agid.FlowIn {
		facts.Software = agid.Software{}
		facts.Sender = &agid.Party{Body: "mittente non registrato"}
	}
	return facts
}

// attached are the documents that go with the act, and the report of its publication.
func (d describing) attached() []agid.Enclosure {
	list := d.around.attachments
	if f, ok := d.after.File(ledger.Report); ok {
		seq := f.Seq
		if seq == 0 { // of the entry that is being written
			seq = d.seq
		}
		list = append(list[:len(list):len(list)], agid.Enclosure{
			Reference: agid.Reference{ID: documentID(d.after, f.Role, seq), Digest: f.Digest}, Description: "Referto di pubblicazione",
		})
	}
	return list
}

// protocol says the municipality's number. One that does not begin with a number, as
// the field wants it, is in the note.
func protocol(facts *agid.Facts, p *ledger.ProtocolBody) {
	if p == nil {
		return
	}
	digits := p.Number[:len(p.Number)-len(strings.TrimLeft(p.Number, "0123456789"))]
	rest := p.Number[len(digits):]
	n, err := strconv.Atoi(digits)
	day, err2 := time.Parse(time.DateOnly, p.Date)
	if err != nil || err2 != nil || n == 0 || rest != "" && !strings.HasPrefix(rest, "/") {
		facts.Note = "Protocollo n. " + p.Number + " del " + p.Date + "."
		return
	}
	facts.Protocol = &agid.Entry{Code: "PROTOCOLLO", Number: n, When: day}
}

// signers are the authors of a signed act: those who sign for the office, and the
// others each with the body that they sign for.
func (d describing) signers(facts *agid.Facts) {
	for _, s := range d.after.Signers {
		person := agid.Person{Name: s.Name}
		if s.Body == "" && !forAnother(d.after, s) || s.Body == d.office.Name {
			person.OfOffice = true
			facts.Signatories = append(facts.Signatories, person)
			continue
		}
		facts.Authors = append(facts.Authors, agid.Party{Person: &person})
		if s.Body != "" {
			facts.Authors = append(facts.Authors, agid.Party{Body: s.Body})
		}
	}
}

// forAnother tells by the name of the field whether somebody signs for another body
// than the office, of acts that were issued when the body was not yet written down.
func forAnother(a *ledger.Act, s ledger.Signer) bool {
	switch acts.Kind(a.Kind) { //nolint:exhaustive // the others are of the office alone
	case acts.Pact:
		return strings.HasPrefix(s.Field, "firma_soggetto_")
	case acts.Memorandum:
		return strings.HasPrefix(s.Field, "firma_parte_")
	}
	return false
}

// UnknownOperator is who did it when nobody said.
const UnknownOperator = "non indicato"

// operatorOf is who wrote an entry; nobody when it is not known, for metadata would
// take any words for a name.
func operatorOf(e *ledger.Entry) agid.Person {
	switch e.Operator {
	case "", UnknownOperator, "operatore non indicato": // as it was written before
		return agid.Person{}
	}
	return agid.Person{Name: e.Operator, OfOffice: true}
}

// signedFacts say of a signed copy and of a scan what they are.
func (d describing) signedFacts(facts *agid.Facts, file ledger.File) {
	d.kindOfCopy(facts, file)
	if file.Role != ledger.Return || d.before == nil {
		return
	}
	if previous, ok := d.before.Primary(); ok {
		facts.Version = 2 + returns(d.before)
		facts.Changes = []agid.Amendment{{
			Kind: agid.ChangeIntegration, Author: facts.Operator, When: d.entry.At.In(d.zone),
			Previous: &agid.Reference{ID: documentID(d.before, previous.Role, previous.Seq), Digest: previous.Digest},
		}}
	}
}

func (d describing) kindOfCopy(facts *agid.Facts, file ledger.File) {
	switch file.Role { //nolint:exhaustive // the others are neither
	case ledger.Return:
		facts.Verification = agid.Verification{Signed: true}
		for _, s := range d.after.Signatures {
			facts.Verification.Timestamped = facts.Verification.Timestamped || s.Stamped
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
