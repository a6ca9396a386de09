package archive

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"concerta/internal/archive/agid"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
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

// surroundings are what metadata say of a document that neither its entry nor its
// act tells.
type surroundings struct {
	primary     *agid.Reference     // of the act that a document made elsewhere goes with; nil for none
	attachments []agid.Enclosure    // documents that go with the act
	moments     map[int64]time.Time // of the entries on the act
}

// describe puts the metadata (AgID, Allegato 5) of each document of an entry
// after it; and those of the document that counts once more, when the entry registers
// something of it. Before is the act before the entry, nil for a new one; seq is the
// number that the entry will have.
func (r registrar) describe(before *ledger.Act, e *ledger.Entry, seq int64, f *folder, around surroundings) error {
	e.Files = f.files
	after, err := ledger.Step(before, e)
	if err != nil {
		return err
	}
	out := &folder{}
	d := describing{r, before, after, e, seq, around}
	for i, file := range f.files {
		out.files, out.contents = append(out.files, file), append(out.contents, f.contents[i])
		if !file.Role.IsDocument() {
			continue
		}
		if err := out.addMetadata(file, d.facts(file)); err != nil {
			return err
		}
	}
	if before != nil && registers(e.What) {
		if primary, ok := before.Primary(); ok {
			if err := out.addMetadata(primary.File, d.again(primary)); err != nil {
				return err
			}
		}
	}
	f.files, f.contents = out.files, out.contents
	return nil
}

// registers tells whether metadata have to say what an entry says of the document that
// counts: its protocol number, its annulment, and what is attached to it.
func registers(what ledger.What) bool {
	return what == ledger.Protocol || what == ledger.Annulled || what == ledger.Reported
}

func (f *folder) addMetadata(file ledger.File, facts agid.Facts) error {
	var b bytes.Buffer
	if err := agid.Write(&b, agid.Make(facts)); err != nil {
		return fmt.Errorf("metadata of %s: %w", file.Name, err)
	}
	f.add(ledger.Metadata, file.Name+".metadati.xml", mediaXML, b.Bytes())
	return nil
}

// around gathers what metadata say of an act besides: the documents that go with it,
// as far as they are known.
func (a *Archive) around(ctx context.Context, act *ledger.Act) (surroundings, error) {
	s := surroundings{moments: map[int64]time.Time{}}
	list, err := a.Keeper.Acts(ctx, store.ActFilter{Process: act.Process, Kind: ledger.KindDocument})
	if err != nil {
		return s, err
	}
	for _, d := range slices.Backward(list) { // the oldest first
		if f, ok := d.Primary(); ok && d.For == act.ID {
			s.attachments = append(s.attachments, agid.Enclosure{
				Reference: agid.Reference{ID: documentID(d, f.Role, f.Seq), Digest: f.Digest}, Description: d.Title,
			})
		}
	}
	entries, err := a.Keeper.ActEntries(ctx, act.ID)
	if err != nil {
		return s, err
	}
	for _, e := range entries {
		s.moments[e.Seq] = e.At
	}
	return s, nil
}
