package archivetest

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// ImportMany saves Casarano with n bodies that sign a pact each, as a new version.
func (o *Office) ImportMany(tb testing.TB, n int) {
	tb.Helper()
	p, err := o.Store.Process(tb.Context(), Casarano)
	if err != nil {
		tb.Fatal(err)
	}
	r := produce.Read(produce.Stored(p))
	party, adhesion := r.Process.Pacts.Parties[0], r.Process.Adhesions[0]
	for i := range n {
		body := r.Process.Organizations[0]
		body.ID, body.Name, body.TaxCode = fmt.Sprintf("ente-%05d", i+1), fmt.Sprintf("Associazione ESEMPIO numero %d", i+1), ""
		body.PEC, body.Email = "", fmt.Sprintf("ente%d@esempio.example", i+1)
		r.Process.Organizations = append(r.Process.Organizations, body)
		party.Organization = body.ID
		r.Process.Pacts.Parties = append(r.Process.Pacts.Parties, party)
		adhesion.By = body.ID
		r.Process.Adhesions = append(r.Process.Adhesions, adhesion)
	}
	var b bytes.Buffer
	if err := processfile.Write(&b, r.Process); err != nil {
		tb.Fatal(err)
	}
	o.save(tb, b.Bytes(), p.Version)
}

// Fill adds n acts that look like pacts to the register, with small files: none is
// rendered.
func (o *Office) Fill(tb testing.TB, n int) {
	tb.Helper()
	p, err := o.Store.Process(tb.Context(), Casarano)
	if err != nil {
		tb.Fatal(err)
	}
	for i := range n {
		_, err := o.Store.Append(tb.Context(), func(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
			last, err := tx.LastNumber(ctx, archive.Register, 2013)
			if err != nil {
				return nil, err
			}
			return fillAct(o, p, last+1)
		})
		if err != nil {
			tb.Fatalf("act %d: %v", i, err)
		}
	}
}

func fillAct(o *Office, p *store.Process, n int) (*ledger.Proposal, error) {
	name := fmt.Sprintf("2013-11-18_patto_ente-%05d", n)
	text := fmt.Sprintf("Patto di partecipazione tra l’Ambito e Associazione ESEMPIO numero %d, tavolo %d, via %x", n, n%6+1, n*n)
	e := ledger.Entry{
		At: o.Clock.Now(), Operator: "Anna ESEMPIO", Process: Casarano, Act: ledger.NewActID(Casarano, fmt.Sprintf("patto_ente-%05d", n), 1),
	}
	var blobs [][]byte
	add := func(r ledger.Role, ext, media, content string) ledger.Digest {
		d := ledger.DigestOf([]byte(content))
		e.Files = append(e.Files, ledger.File{Role: r, Name: name + ext, MediaType: media, Size: int64(len(content)), Digest: d})
		blobs = append(blobs, []byte(content))
		return d
	}
	add(ledger.PDF, ".pdf", "application/pdf", "pdf "+text)
	add(ledger.Metadata, ".pdf.metadati.xml", "application/xml", "xml "+text)
	add(ledger.DOCX, ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx "+text)
	add(ledger.HTML, ".html", "text/html", "html "+text)
	add(ledger.Text, ".txt", "text/plain", "txt "+text)
	view := add(ledger.View, ".json", "application/json", "json "+text)
	wording := add(ledger.Wording, ".md", "text/plain", "il modello di tutti")
	code := fmt.Sprintf("%016X", n)
	body := ledger.IssuedBody{
		Kind: "patto", Task: fmt.Sprintf("patto_ente-%05d", n), For: fmt.Sprintf("ente-%05d", n), Title: fmt.Sprintf("Patto con Associazione ESEMPIO numero %d", n),
		Date: "2013-10-30", Register: archive.Register, Year: 2013, Number: n, Revision: "00000000", Code: code,
		ProcessVersion: p.Version, ProcessDigest: ledger.Digest(p.Digest), View: view, WordingDigest: wording.String(), Pages: 2,
		Signers: []ledger.Signer{{Field: "firma_responsabile", Name: "Anna ESEMPIO"}, {Field: "firma_ente", Name: "Luca ESEMPIO"}},
	}
	if err := e.Say(body); err != nil {
		return nil, err
	}
	return &ledger.Proposal{Entry: e, Blobs: blobs, Text: body.Words(p.Title, []byte("txt "+text))}, nil
}
