package archive_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/store"
)

func export(t *testing.T, o *archivetest.Office) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := o.Export(t.Context(), archivetest.Casarano, "v1.0.0", &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verifyPackage(t *testing.T, o *archivetest.Office, src []byte, known *ledger.Head) *ledger.Verification {
	t.Helper()
	v, err := bundle.Verify(t.Context(), bytes.NewReader(src), int64(len(src)), bundle.Options{Zone: o.Zone, Known: known})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// lived is an office whose acts went through something.
func lived(t *testing.T) *archivetest.Office {
	t.Helper()
	o := archivetest.New(t)
	notice := o.Make(t, archivetest.Notice(archivetest.Casarano))
	pact := o.Make(t, archivetest.Pact("mano-tesa"))
	day, _ := process.NewDate(2013, 10, 30)
	_, err1 := o.SetProtocol(t.Context(), notice.ID, "Anna ESEMPIO", process.ProtocolNumber{Number: "1234", Date: day})
	_, err2 := o.Annul(t.Context(), pact.ID, archive.Annulment{Operator: "Anna ESEMPIO", Reason: "Emesso per errore"})
	_, err3 := o.File(t.Context(), archive.Received{
		Operator: "Anna ESEMPIO", Process: archivetest.Casarano, Title: "Delibera n. 3/2013", Kind: "deliberazione", About: notice.ID,
	}, archive.Incoming{Name: "delibera.pdf", Content: []byte("%PDF-1.4 delibera")})
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	o.Edit(t, archivetest.Casarano, "Mano Tesa", "Mano Aperta")
	o.Make(t, archivetest.Pact("mano-tesa"))
	return o
}

func TestExport_ThePackageVerifiesWithTheHeadOfTheArchive(t *testing.T) {
	o := lived(t)
	src := export(t, o)
	head, err := o.Store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v := verifyPackage(t, o, src, &head)
	if !v.Good() || len(v.Notes) > 0 || v.Acts != 4 || v.Head != head {
		t.Errorf("%d acts, head %s: %v %v", v.Acts, v.Head, v.Faults, v.Notes)
	}
	for _, name := range []string{
		"atti/0000001-2013_avviso/2013-10-30_avviso.pdf", "atti/0000001-2013_avviso/2013-10-30_avviso.pdf.metadati.xml",
		"documenti/2013-10-30_Delibera n. 3_2013/delibera.pdf", "procedimento/versione-0001/procedimento.yaml", "procedimento/versione-0002/procedimento.yaml",
	} {
		if !bytes.Contains(src, []byte(name)) {
			t.Errorf("%s is not in the package", name)
		}
	}
	if !bytes.Equal(src, export(t, o)) {
		t.Error("exported again, it has other bytes")
	}
}

func TestExport_TheHeadKeptBeforeStillProvesIt(t *testing.T) {
	o := lived(t)
	head, err := o.Store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o.Make(t, archivetest.Pact("soccorso"))
	if v := verifyPackage(t, o, export(t, o), &head); !v.Good() {
		t.Errorf("%v", v.Faults)
	}
	if v := verifyPackage(t, o, export(t, lived(t)), &head); !v.Good() {
		t.Errorf("the same story gives another head: %v", v.Faults)
	}
}

func TestExport_AnEmptyCaseFileIsRefused(t *testing.T) {
	o := archivetest.New(t)
	if _, err := o.Export(t.Context(), archivetest.Casarano, "", io.Discard); !errors.Is(err, archive.ErrNoAct) {
		t.Errorf("got %v", err)
	}
	if _, err := o.Export(t.Context(), "manca", "", io.Discard); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// losing is a store that has lost its files.
type losing struct{ *store.Store }

// Blob is asked for what is not there.
func (l losing) Blob(ctx context.Context, d ledger.Digest) ([]byte, error) {
	return l.Store.Blob(ctx, ledger.DigestOf(d[:]))
}

func TestExport_AMissingFileIsAFaultOfTheArchive(t *testing.T) {
	o := lived(t)
	o.Keeper = losing{o.Store}
	_, err := o.Export(t.Context(), archivetest.Casarano, "", io.Discard)
	if !errors.Is(err, ledger.ErrBroken) || errors.Is(err, store.ErrNotFound) || !strings.Contains(err.Error(), "manca il file") {
		t.Errorf("got %v", err)
	}
}
