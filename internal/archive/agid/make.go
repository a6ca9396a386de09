package agid

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What stands where the schema wants a value and the office has none. Each says
// that it is not there, in words that cannot be taken for the value: a code of
// the IPA has no space, and the codes of another body would be a false statement
// in an official record. Missing lists them, so that the office can supply them
// before the package leaves for preservation.
const (
	// NotAvailable stands for codes and names of the IPA (field 5), for digital
	// addresses and for a name that is not known. Many offices of an Ambito are no
	// administration of their own and have no code.
	NotAvailable = "non disponibile"
	// NotClassified stands for the index of classification (field 8.1): to classify is
	// the office's duty (art. 56 of d.P.R. 445/2000), so no index is made up.
	NotClassified = "non classificato"
	// NotFiled stands for the case file (field 12.2).
	NotFiled = "non fascicolato"
	// RecipientsInside is the recipient (field 5) of what goes out to those whom the
	// document itself names, or, like a notice, to everybody.
	RecipientsInside = "destinatari indicati nel documento"
)

const notClassifiedYet = "documento non ancora classificato nel piano dell'ente"

// Make gives the metadata of a document. It is pure, and never invents: what the
// facts lack and no placeholder can stand for stays empty, and Check names it.
// Characters that XML cannot hold are dropped.
func Make(f Facts) *Document {
	d := &Document{
		ID:             idDoc(f.ID, f.Digest, ""),
		Formation:      f.formation(),
		Kind:           line(f.Kind),
		Key:            Key{Subject: line(f.Subject), Keywords: keywords(f.Keywords)},
		Attachments:    attachments(f.Attachments),
		Classification: f.classification(),
		Reserved:       f.Reserved,
		Format:         Format{Name: strings.ToLower(line(f.MIME))},
		Verification:   f.Verification,
		Aggregations:   []Aggregation{{Kind: AggregationFile, ID: cmp.Or(line(f.CaseFile), NotFiled)}},
		FileName:       line(f.FileName),
		Version:        strconv.Itoa(cmp.Or(f.Version, 1)),
		Note:           paragraph(f.Note),
	}
	if s := (Software{Name: line(f.Software.Name), Version: line(f.Software.Version), Maker: line(f.Software.Maker)}); s != (Software{}) {
		d.Format.Software = &s
	}
	f.register(d)
	if p := f.Primary; p != nil {
		d.Primary = p.idDoc()
	}
	if n := f.RetentionYears; n != 0 {
		d.Retention = &n
	}
	d.Change = f.change(&d.ID)
	d.Roles = f.roles(d.Change)
	return d
}

func idDoc(id string, digest [sha256.Size]byte, signature string) IDDoc {
	return IDDoc{
		Digest: base64.StdEncoding.EncodeToString(digest[:]), Algorithm: Algorithm,
		Identifier: line(id), Signature: line(signature),
	}
}

func (r *Reference) idDoc() *IDDoc {
	id := idDoc(r.ID, r.Digest, r.Segnatura)
	return &id
}

func (f *Facts) formation() string {
	switch {
	case f.Formation != "":
		return f.Formation
	case f.Flow == FlowIn || f.Verification.CopyConform:
		return FormationAcquired
	default:
		return FormationCreated
	}
}

// register writes field 4, and 1.3 with it.
func (f *Facts) register(d *Document) {
	d.Registration.Flow = f.Flow
	switch {
	case f.Protocol != nil:
		d.Registration.Protocol = f.Protocol.register(RegisterProtocol)
		d.ID.Signature = line(f.Protocol.Segnatura)
		if d.ID.Signature == "" {
			d.ID.Signature = f.Office.signature(d.Registration.Protocol)
		}
		if r := f.Repertory; r != nil {
			r := r.register(RegisterRepertory)
			note := "Repertorio " + r.Code + " n. " + r.Number + " del " + r.Date + "."
			d.Note = strings.TrimSpace(note + "\n" + d.Note)
		}
	case f.Repertory != nil:
		d.Registration.Repertory = f.Repertory.register(RegisterRepertory)
	}
}

func (e *Entry) register(kind string) *Register {
	r := &Register{
		Kind: kind, Date: e.When.Format(time.DateOnly),
		Number: fmt.Sprintf("%07d", e.Number), Code: line(e.Code), // at least seven digits, no cap
	}
	r.Time = clock(e.When)
	return r
}

// clock is the hour of t, empty at midnight sharp, which is how a day without an
// hour is given.
func clock(t time.Time) string {
	if s := t.Format(time.TimeOnly); s != "00:00:00" {
		return s
	}
	return ""
}

// signature is the segnatura (field 1.3) when the protocol office has given none:
// the office in short, register, number and date (art. 55 of d.P.R. 445/2000). An
// office without an IPA code is named by its tax code, else by its name unless
// that looks like a postal address, which a segnatura never has.
func (o *Office) signature(r *Register) string {
	who := line(o.Code)
	if area := line(o.Area.Code); who != "" && area != "" {
		who += "-" + area
	}
	if code := line(o.TaxCode); who == "" && code != "" {
		who = "CF" + code
	}
	if who == "" {
		who = line(o.Name)
	}
	if who == "" || postal(who) {
		who = NotAvailable
	}
	return strings.Join([]string{who, r.Code, r.Number, r.Date}, "-")
}

func (f *Facts) classification() Classification {
	c := Classification{
		Index: line(f.Classification.Index), Description: line(f.Classification.Description),
		Plan: line(f.Classification.Plan),
	}
	switch {
	case c.Index == "":
		c = Classification{Index: NotClassified, Description: notClassifiedYet}
	case c.Description == "":
		c.Description = NotAvailable
	}
	return c
}

func keywords(words []string) []string {
	var kept []string
	for _, w := range words {
		w = line(w)
		same := func(k string) bool { return wordKey(k) == wordKey(w) }
		if w != "" && len(kept) < 5 && !slices.ContainsFunc(kept, same) {
			kept = append(kept, w)
		}
	}
	return kept
}

func attachments(list []Enclosure) Attachments {
	a := Attachments{Count: len(list)}
	for i := range list {
		e := &list[i]
		a.Entries = append(a.Entries, Attachment{ID: *e.idDoc(), Description: cmp.Or(line(e.Description), NotAvailable)})
	}
	return a
}

// change is the one change that field 16 has room for: the last, but an annulment
// before any other, for what was annulled stays so. Earlier changes are in the
// metadata of earlier versions, which field 16.4 leads to.
func (f *Facts) change(self *IDDoc) *Change {
	var last *Amendment
	for i := range f.Changes {
		a := &f.Changes[i]
		annuls := a.Kind == ChangeAnnulment
		switch {
		case last == nil, annuls && last.Kind != ChangeAnnulment:
			last = a
		case annuls == (last.Kind == ChangeAnnulment) && !a.When.Before(last.When):
			last = a
		}
	}
	if last == nil {
		return nil
	}
	g := &Change{Kind: last.Kind, Author: *f.person(&last.Author), Date: last.When.Format(time.DateOnly)}
	g.Time = clock(last.When)
	switch {
	case last.Previous != nil:
		g.Previous = *last.Previous.idDoc()
	case last.Kind == ChangeAnnulment || last.Kind == ChangeAnnotation:
		g.Previous = *self
	}
	return g
}
