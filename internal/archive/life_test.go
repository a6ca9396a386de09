package archive_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/store"
)

func day(month time.Month, d int) process.Date {
	return process.Date{Year: 2013, Month: month, Day: d}
}

func refusedAs(t *testing.T, err, kind error, words string) {
	t.Helper()
	if !errors.Is(err, kind) || !strings.Contains(err.Error(), words) || fault.Repair(err) == "" {
		t.Errorf("got %v (%q), want %v that says %q and what to do", err, fault.Repair(err), kind, words)
	}
}

func TestProtocol_IsTypedInOnce(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	act, err := o.SetProtocol(t.Context(), act.ID, "Anna", process.ProtocolNumber{Number: "1234", Date: day(time.October, 30)})
	if err != nil || act.Protocol.Number != "1234" {
		t.Fatalf("%+v, %v", act, err)
	}
	_, err = o.SetProtocol(t.Context(), act.ID, "Anna", process.ProtocolNumber{Number: "1235", Date: day(time.October, 30)})
	refusedAs(t, err, ledger.ErrAlready, "1234")
	_, err = o.SetProtocol(t.Context(), act.ID, "Anna", process.ProtocolNumber{Number: "  "})
	refusedAs(t, err, archive.ErrInput, "non è completo")
	pact := o.Make(t, archivetest.Pact("mano-tesa"))
	_, err = o.SetProtocol(t.Context(), pact.ID, "Anna", process.ProtocolNumber{Number: "1236", Date: day(time.October, 31)})
	refusedAs(t, err, archive.ErrInput, "deve ancora venire")
	_, err = o.SetProtocol(t.Context(), "manca", "Anna", process.ProtocolNumber{Number: "1", Date: day(time.October, 30)})
	refusedAs(t, err, archive.ErrNoAct, "manca")
}

func TestPublish_NeedsTheSignaturesAndLastsFifteenDays(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	p := archive.Publication{Operator: "Anna", Albo: "312", From: day(time.October, 30)}
	_, err := o.Publish(t.Context(), act.ID, p)
	refusedAs(t, err, ledger.ErrStep, "non è ancora firmato")
	back := p
	back.To = day(time.October, 29)
	_, err = o.Publish(t.Context(), act.ID, back)
	refusedAs(t, err, archive.ErrInput, "prima di cominciare")

	list := o.Make(t, archive.Selection{Process: archivetest.Casarano, Kind: acts.AdhesionForm})
	early := p
	early.From = day(time.October, 29)
	_, err = o.Publish(t.Context(), list.ID, early)
	refusedAs(t, err, archive.ErrInput, "l’atto è stato emesso il 30 ottobre 2013")
	done, err := o.Publish(t.Context(), list.ID, p)
	if err != nil || done.Publication.To != "2013-11-14" || done.State() != ledger.StatePublished {
		t.Fatalf("%+v, %v", done, err)
	}
	_, err = o.Publish(t.Context(), list.ID, p)
	refusedAs(t, err, ledger.ErrAlready, "312")
	paper := archive.Incoming{Name: "referto.pdf", Content: []byte("%PDF-1.4 referto")}
	_, err = o.Report(t.Context(), list.ID, "Anna", day(time.October, 29), paper)
	refusedAs(t, err, archive.ErrInput, "la pubblicazione è cominciata il 30 ottobre 2013")
	_, err = o.Report(t.Context(), list.ID, "Anna", day(time.November, 15), paper)
	refusedAs(t, err, archive.ErrInput, "deve ancora venire")
	o.Clock.Add(16 * 24 * time.Hour)
	done, err = o.Report(t.Context(), list.ID, "Anna", process.Date{}, archive.Incoming{Name: `C:\scans\..\referto <1>.pdf`, Content: []byte("%PDF-1.4 referto")})
	if err != nil {
		t.Fatal(err)
	}
	if done.Report.Date != "2013-11-15" {
		t.Errorf("without a day the report came on %s, want today", done.Report.Date)
	}
	if f, ok := done.File(ledger.Report); !ok || strings.ContainsAny(f.Name, `\/<>`) {
		t.Errorf("the report is kept as %+v", f)
	}
}

// TestPublish_WaitsForNobodyWhoseNameStandsForTheSignature: such an act is done when
// it is issued.
func TestPublish_WaitsForNobodyWhoseNameStandsForTheSignature(t *testing.T) {
	o := archivetest.New(t)
	o.Edit(t, archivetest.Comune, "firma: digitale", "firma: sostituita")
	act, err := o.Try(t.Context(), archivetest.Notice(archivetest.Comune), archive.IssueOptions{Reason: "concordato"})
	if err != nil {
		t.Fatal(err)
	}
	if act.StateWords() != "emesso" || len(act.Missing()) != 0 {
		t.Errorf("the act is %s, and waits for %v", act.StateWords(), act.Missing())
	}
	_, err = o.ReturnSigned(t.Context(), act.ID, archive.SignedReturn{Operator: "Anna", File: archive.Incoming{Name: "a.pdf", Content: []byte("%PDF-1.4")}})
	refusedAs(t, err, ledger.ErrStep, "non si firma")
	act, err = o.Publish(t.Context(), act.ID, archive.Publication{Operator: "Anna", Albo: "312", From: day(time.October, 30)})
	if err != nil || act.State() != ledger.StatePublished {
		t.Fatalf("%+v, %v", act, err)
	}
}

func TestAnnul_AsksAReasonAndKeepsEverything(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	_, err := o.Annul(t.Context(), act.ID, archive.Annulment{Operator: "Anna", Reason: " "})
	refusedAs(t, err, archive.ErrInput, "motivo")
	files := len(act.Files)
	act, err = o.Annul(t.Context(), act.ID, archive.Annulment{Operator: "Anna", Reason: "numero sbagliato di tavoli"})
	if err != nil || act.State() != ledger.StateAnnulled || len(act.Files) < files {
		t.Fatalf("%+v, %v", act, err)
	}
	_, err = o.SetProtocol(t.Context(), act.ID, "Anna", process.ProtocolNumber{Number: "1", Date: day(time.October, 30)})
	refusedAs(t, err, ledger.ErrStep, "è annullato")
	again := o.Make(t, archivetest.Notice(archivetest.Casarano))
	if again.Number != act.Number+1 || again.ID == act.ID {
		t.Errorf("issued again as %s, number %d", again.ID, again.Number)
	}
}

func TestAnnul_AnotherActAnnulsAndNotItself(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	annul := func(by string) error {
		_, err := o.Annul(t.Context(), act.ID, archive.Annulment{Operator: "Anna", Reason: "Errore", By: by})
		return err
	}
	for _, itself := range []string{act.ID, "1/2013", "rep. n. 0000001/2013", "Repertorio n. 1/2013", strings.ToLower(act.Code) + " "} {
		refusedAs(t, annul(itself), archive.ErrInput, "è l’atto stesso")
	}
	refusedAs(t, annul("delibera del consiglio"), archive.ErrInput, "non dice il numero")
	if err := annul("determinazione n. 1/2013"); err != nil {
		t.Error(err)
	}
}

func TestFind_WhatIsNotThereIsNamedAsItWasAskedFor(t *testing.T) {
	o := archivetest.New(t)
	_, err := o.Find(t.Context(), "9999/2026")
	refusedAs(t, err, store.ErrNotFound, "non c’è l’atto «9999/2026»")
	_, err = o.File(t.Context(), archive.Received{Operator: "Anna", Process: archivetest.Casarano, Title: "x", Kind: "altro", About: "77/2026"},
		archive.Incoming{Name: "x.txt", Content: []byte("x")})
	refusedAs(t, err, store.ErrNotFound, "«77/2026»")
}

func TestScan_IsOnlyOfWhatIsSignedByHand(t *testing.T) {
	o := archivetest.New(t)
	scan := archive.Incoming{Name: "scansione.pdf", Content: []byte("%PDF-1.4 scansione")}
	digital := o.Make(t, archivetest.Notice(archivetest.Casarano))
	_, err := o.Scan(t.Context(), digital.ID, archive.Attestation{Operator: "Anna", By: "Anna NERI"}, scan)
	refusedAs(t, err, ledger.ErrStep, "modo digitale")

	o.Edit(t, archivetest.Comune, "firma: digitale", "firma: autografa")
	act, err := o.Try(t.Context(), archivetest.Notice(archivetest.Comune), archive.IssueOptions{Reason: "concordato"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = o.Scan(t.Context(), act.ID, archive.Attestation{Operator: "Anna"}, scan)
	refusedAs(t, err, archive.ErrInput, "chi attesta")
	act, err = o.Scan(t.Context(), act.ID, archive.Attestation{Operator: "Anna", By: "Anna NERI"}, scan)
	if err != nil || act.State() != ledger.StateSigned || len(act.Missing()) != 0 || !strings.Contains(act.Attestation.Text, "Anna NERI") {
		t.Fatalf("%+v, %v", act, err)
	}
	last := act.Last
	if act, err = o.Scan(t.Context(), act.ID, archive.Attestation{Operator: "Anna", By: "Anna NERI"}, scan); err != nil || act.Last != last {
		t.Errorf("given again it changes the register: %v", err)
	}
	if p, _ := act.Primary(); p.Role != ledger.Scan {
		t.Errorf("the document that counts is %s", p.Role)
	}
}

func TestFile_TakesDocumentsByWhatTheyAreAndNotByTheirNames(t *testing.T) {
	o := archivetest.New(t)
	add := func(name, content string) error {
		_, err := o.File(t.Context(), archive.Received{Operator: "Anna", Process: archivetest.Casarano, Title: "Delibera àccentata", Kind: "deliberazione"},
			archive.Incoming{Name: name, Content: []byte(content)})
		return err
	}
	if err := add("delibera.pdf", "%PDF-1.4 delibera"); err != nil {
		t.Fatal(err)
	}
	refusedAs(t, add("delibera.pdf", "MZ programma"), archive.ErrInput, "non è del tipo")
	refusedAs(t, add("programma.exe", "MZ programma"), archive.ErrInput, "un tipo che l’archivio non prende")
	refusedAs(t, add("vuoto.pdf", ""), archive.ErrInput, "vuoto")
	found, err := o.Store.Acts(t.Context(), store.ActFilter{Words: "accentata DELIB"})
	if err != nil || len(found) != 1 || found[0].IsAct() {
		t.Errorf("found %v, %v", found, err)
	}
	_, err = o.File(t.Context(), archive.Received{Process: archivetest.Casarano, Title: "x", Kind: "bolla"}, archive.Incoming{Name: "x.pdf", Content: []byte("%PDF-")})
	refusedAs(t, err, archive.ErrInput, "bolla")
}
