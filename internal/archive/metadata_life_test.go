package archive_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/agid"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

// newest are the metadata that count of the newest document of a role.
func newest(t *testing.T, o *archivetest.Office, act *ledger.Act, r ledger.Role) *agid.Document {
	t.Helper()
	for i, f := range slices.Backward(act.Files) {
		if f.Role != ledger.Metadata {
			continue
		}
		of := ledger.Described(act.Files, i)
		if act.Files[of].Role != r {
			continue
		}
		d, err := agid.Read(described(t, o, act, act.Files[of], f))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	t.Fatalf("%s has no metadata of %s", act.ID, r)
	return nil
}

func again(t *testing.T, o *archivetest.Office, id string) *ledger.Act {
	t.Helper()
	act, err := o.Store.Act(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return act
}

func TestMetadata_TheProtocolNumberComesIntoThem(t *testing.T) {
	o, act, issued := noticeToSign(t)
	number := process.ProtocolNumber{Number: "1234/2013", Date: day(time.October, 30)}
	act, err := o.SetProtocol(t.Context(), act.ID, "Anna ESEMPIO", number)
	if err != nil {
		t.Fatal(err)
	}
	d := newest(t, o, act, ledger.PDF)
	if p := d.Registration.Protocol; p == nil || p.Number != "0001234" || p.Date != "2013-10-30" || !strings.Contains(d.Note, "Repertorio REPERTORIO n. 0000001") {
		t.Errorf("registration %+v, note %q", d.Registration, d.Note)
	}
	if d.Change == nil || d.Change.Kind != agid.ChangeAnnotation || d.Change.Previous.Digest != d.ID.Digest || d.Version != "1" {
		t.Errorf("version %s, change %+v", d.Version, d.Change)
	}
	act, err = giveBack(t.Context(), o, act, "firmato.pdf.p7m", envelope(t, issued, named(t, "FERRARO ANTONELLA")), "")
	if err != nil {
		t.Fatal(err)
	}
	d = newest(t, o, act, ledger.Return)
	if p := d.Registration.Protocol; p == nil || p.Number != "0001234" || d.Version != "2" || d.Change == nil || d.Change.Kind != agid.ChangeIntegration {
		t.Errorf("of the signed copy: registration %+v, version %s, change %+v", d.Registration, d.Version, d.Change)
	}
	validateAll(t, o)
}

func TestMetadata_AProtocolThatIsNoNumberIsInTheNote(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	act, err := o.SetProtocol(t.Context(), act.ID, "Anna ESEMPIO", process.ProtocolNumber{Number: "AOO-77", Date: day(time.October, 30)})
	if err != nil {
		t.Fatal(err)
	}
	d := newest(t, o, act, ledger.PDF)
	if d.Registration.Protocol != nil || !strings.Contains(d.Note, "AOO-77") {
		t.Errorf("registration %+v, note %q", d.Registration, d.Note)
	}
	validateAll(t, o)
}

func TestMetadata_AnAnnulmentComesIntoThem(t *testing.T) {
	o, act, issued := noticeToSign(t)
	act, err := giveBack(t.Context(), o, act, "firmato.pdf.p7m", envelope(t, issued, named(t, "FERRARO ANTONELLA")), "")
	if err != nil {
		t.Fatal(err)
	}
	act, err = o.Annul(t.Context(), act.ID, archive.Annulment{Operator: "Anna ESEMPIO", Reason: "Emesso per errore", By: "determinazione n. 45 del 2013"})
	if err != nil {
		t.Fatal(err)
	}
	d := newest(t, o, act, ledger.Return)
	if d.Change == nil || d.Change.Kind != agid.ChangeAnnulment || d.Change.Author.Surname != "ESEMPIO" || d.Version != "2" {
		t.Errorf("version %s, change %+v", d.Version, d.Change)
	}
	if !strings.Contains(d.Note, "Emesso per errore") || !strings.Contains(d.Note, "determinazione n. 45") || !d.Verification.Signed {
		t.Errorf("note %q, verification %+v", d.Note, d.Verification)
	}
	validateAll(t, o)
}

func TestMetadata_AttachmentsNameTheActAndAreCountedFromThenOn(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archive.Selection{Process: archivetest.Casarano, Kind: "scheda"})
	doc, err := o.File(t.Context(), archive.Received{
		Operator: "Anna ESEMPIO", Process: archivetest.Casarano, Title: "Ricevuta PEC", Kind: "ricevuta", About: act.ID,
	}, archive.Incoming{Name: "ricevuta.txt", Content: []byte("consegnata")})
	if err != nil {
		t.Fatal(err)
	}
	of := newest(t, o, doc, ledger.Document)
	if of.Primary == nil || of.Primary.Identifier != act.ID || of.Primary.Digest != newest(t, o, act, ledger.PDF).ID.Digest {
		t.Errorf("the attachment is of %+v", of.Primary)
	}
	_, err = o.Publish(t.Context(), act.ID, archive.Publication{Operator: "Anna ESEMPIO", Albo: "9", From: day(time.October, 30)})
	if err != nil {
		t.Fatal(err)
	}
	o.Clock.Add(16 * 24 * time.Hour)
	act, err = o.Report(t.Context(), act.ID, "Anna ESEMPIO", process.Date{}, archive.Incoming{Name: "referto.txt", Content: []byte("pubblicato")})
	if err != nil {
		t.Fatal(err)
	}
	report := newest(t, o, act, ledger.Report)
	if report.Kind != "Referto di pubblicazione" || report.Registration.Flow != agid.FlowIn || report.Registration.Repertory.Code != "ARCHIVIO" ||
		report.Registration.Repertory.Date != "2013-11-15" || report.Primary == nil || report.Primary.Identifier != act.ID {
		t.Errorf("the report: %s, %+v, of %+v", report.Kind, report.Registration.Repertory, report.Primary)
	}
	primary := newest(t, o, act, ledger.PDF)
	if primary.Attachments.Count != 2 {
		t.Fatalf("attachments %+v", primary.Attachments)
	}
	for _, p := range agid.CheckTogether([]*agid.Document{primary, of, report}) {
		t.Errorf("together: %s", p)
	}
	if v := verifyPackage(t, o, export(t, o), nil); !v.Good() {
		t.Errorf("the package: %v", v.Faults)
	}
	validateAll(t, o)
}

func TestMetadata_WhoSignsForAnotherBodyIsNotOfTheOffice(t *testing.T) {
	o := archivetest.New(t)
	for _, s := range []archive.Selection{archivetest.Pact("mano-tesa"), {Process: archivetest.Casarano, Kind: "protocollo"}} {
		act := o.Make(t, s)
		d := newest(t, o, act, ledger.PDF)
		office, others, bodies := 0, 0, 0
		for _, r := range d.Roles {
			if r.Kind != agid.RoleAuthor {
				continue
			}
			switch p := r.Subject.(type) {
			case *agid.PF:
				if p.Administration != nil {
					office++
				} else {
					others++
				}
			case *agid.PG:
				bodies++
			}
		}
		if office+others != len(act.Signers) || bodies != others || office == 0 || others == 0 {
			t.Errorf("%s: %d signers: %d of the office, %d others with %d bodies", act.ID, len(act.Signers), office, others, bodies)
		}
	}
	validateAll(t, o)
}

func TestMetadata_AnUnknownOperatorIsNotAPerson(t *testing.T) {
	o := archivetest.New(t)
	act, err := o.Try(t.Context(), archivetest.Notice(archivetest.Casarano), archive.IssueOptions{Operator: archive.UnknownOperator})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range newest(t, o, act, ledger.PDF).Roles {
		if r.Kind == agid.RoleOperator {
			t.Errorf("the operator is %+v", r.Subject)
		}
	}
	if _, err = o.Annul(t.Context(), act.ID, archive.Annulment{Operator: archive.UnknownOperator, Reason: "Errore"}); err != nil {
		t.Fatal(err)
	}
	if d := newest(t, o, again(t, o, act.ID), ledger.PDF); d.Change == nil || d.Change.Author.Surname != agid.NotAvailable {
		t.Errorf("change %+v", d.Change)
	}
	validateAll(t, o)
}
