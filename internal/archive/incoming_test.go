package archive_test

import (
	"archive/zip"
	"bytes"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/signature"
)

// TestIncoming_WhatRunsIsRefusedWhateverWayItComesIn gives a PDF with a script to
// everything that takes a file in.
func TestIncoming_WhatRunsIsRefusedWhateverWayItComesIn(t *testing.T) {
	o := archivetest.New(t)
	o.Edit(t, archivetest.Comune, "firma: digitale", "firma: autografa")
	form := o.Make(t, archive.Selection{Process: archivetest.Casarano, Kind: acts.AdhesionForm})
	notice, err := o.Try(t.Context(), archivetest.Notice(archivetest.Comune), archive.IssueOptions{Reason: "concordato"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Publish(t.Context(), form.ID, archive.Publication{Operator: "Anna", Albo: "9", From: day(time.October, 30)}); err != nil {
		t.Fatal(err)
	}
	head, err := o.Store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	script := archive.Incoming{Name: "documento.pdf", Content: []byte("%PDF-1.7\n1 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj\n")}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	if _, err := z.Create("word/vbaProject.bin"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	macros := archive.Incoming{Name: "documento.docx", Content: packed.Bytes()}
	_, err = o.File(t.Context(), archive.Received{Operator: "Anna", Process: archivetest.Casarano, Title: "x", Kind: "altro"}, script)
	refusedAs(t, err, signature.ErrUnsafe, "contiene JavaScript")
	_, err = o.File(t.Context(), archive.Received{Operator: "Anna", Process: archivetest.Casarano, Title: "x", Kind: "altro"}, macros)
	refusedAs(t, err, signature.ErrUnsafe, "contiene macro")
	_, err = o.Report(t.Context(), form.ID, "Anna", day(time.October, 30), script)
	refusedAs(t, err, signature.ErrUnsafe, "contiene JavaScript")
	_, err = o.Scan(t.Context(), notice.ID, archive.Attestation{Operator: "Anna", By: "Rosa ESEMPIO"}, script)
	refusedAs(t, err, signature.ErrUnsafe, "contiene JavaScript")
	if now, err := o.Store.Head(t.Context()); err != nil || now != head {
		t.Errorf("something was registered: %v", err)
	}
}
