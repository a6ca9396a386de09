package archive_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// signed signs the first empty field of an act with pyHanko.
func signed(t *testing.T, pdf []byte) []byte {
	t.Helper()
	tool, err := filepath.Abs(filepath.Join("..", "..", "bin", "venv", "bin", "python"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(tool); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pyHanko is not there: make bin/venv")
		}
		t.Skip("pyHanko is not there: make bin/venv")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join("..", "render", "testdata", "forms", "sign.py")
	if told, err := exec.CommandContext(t.Context(), tool, script, in, out, "1").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, told)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func content(t *testing.T, o *archivetest.Office, act *ledger.Act, r ledger.Role) []byte {
	t.Helper()
	f, ok := act.File(r)
	if !ok {
		t.Fatalf("%s has no %s", act.ID, r)
	}
	b, err := o.Store.Blob(t.Context(), f.Digest)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func giveBack(ctx context.Context, o *archivetest.Office, act *ledger.Act, name string, b []byte, reason string) (*ledger.Act, error) {
	return o.ReturnSigned(ctx, act.ID, archive.SignedReturn{Operator: "Anna", Reason: reason, File: archive.Incoming{Name: name, Content: b}})
}

// TestConform_SignaturesComeBackOneByOne follows the notice from the first signature
// to the last, with a program of others that signs.
func TestConform_SignaturesComeBackOneByOne(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	issued := content(t, o, act, ledger.PDF)

	_, err := giveBack(t.Context(), o, act, "avviso.pdf", issued, "")
	refusedAs(t, err, archive.ErrUnsigned, "nessuna firma")

	one := signed(t, issued)
	act, err = giveBack(t.Context(), o, act, "avviso-firmato.pdf", one, "")
	if err != nil || act.StateWords() != "firmato in parte (1 di 2)" || len(act.Missing()) != 1 || !strings.Contains(act.Missing()[0].Name, "STEFANO") {
		t.Fatalf("%v, %+v, %v", act.StateWords(), act.Missing(), err)
	}
	last := act.Last
	if act, err = giveBack(t.Context(), o, act, "di nuovo.pdf", one, ""); err != nil || act.Last != last {
		t.Errorf("given again it changes the register: %v", err)
	}

	both := signed(t, one)
	act, err = giveBack(t.Context(), o, act, "avviso-firmato-2.pdf", both, "")
	if err != nil || act.State() != ledger.StateSigned || len(act.Missing()) != 0 {
		t.Fatalf("%v, %v", act.StateWords(), err)
	}
	_, err = giveBack(t.Context(), o, act, "vecchio.pdf", signed(t, issued), "")
	refusedAs(t, err, archive.ErrUnsigned, "manca una firma che il file già in archivio porta")
	if p, _ := act.Primary(); p.Role != ledger.Return || p.Digest != ledger.DigestOf(both) {
		t.Errorf("the document that counts is %+v", p)
	}
	validateAll(t, o)
}

// TestConform_AStrangerIsKeptAndAStampNeedsAReason gives back what is not the signed
// act, and what is that and more.
func TestConform_AStrangerIsKeptAndAStampNeedsAReason(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	pact := o.Make(t, archivetest.Pact("mano-tesa"))
	issued := content(t, o, act, ledger.PDF)

	_, err := giveBack(t.Context(), o, act, "patto.pdf", signed(t, content(t, o, pact, ledger.PDF)), "")
	refusedAs(t, err, archive.ErrUnsigned, pact.ID)
	stranger := envelope(t, []byte("un altro documento"), named(t, "Anna Greco"))
	_, err = giveBack(t.Context(), o, act, "altro.pdf.p7m", stranger, "")
	refusedAs(t, err, archive.ErrUnsigned, "è conservato come")
	_, err = giveBack(t.Context(), o, act, "altro.pdf.p7m", stranger, "")
	refusedAs(t, err, archive.ErrUnsigned, "era già conservato")
	kept, err := o.Store.Acts(t.Context(), store.ActFilter{Kind: ledger.KindUnmatched})
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d kept, %v", len(kept), err)
	}

	stamped := append([]byte{}, signed(t, issued)...)
	stamped = append(stamped, "\n% timbro di protocollo\n"...)
	_, err = giveBack(t.Context(), o, act, "timbrato.pdf", stamped, "")
	refusedAs(t, err, archive.ErrConfirm, "oltre alle firme")
	act, err = giveBack(t.Context(), o, act, "timbrato.pdf", stamped, "timbro del protocollo, guardato")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := o.Store.ActEntries(t.Context(), act.ID)
	if err != nil {
		t.Fatal(err)
	}
	body, err := entries[len(entries)-1].Said()
	if s, ok := body.(ledger.SignedBody); err != nil || !ok || len(s.Changes) == 0 || s.Reason == "" {
		t.Errorf("the entry says %+v, %v", body, err)
	}
	validateAll(t, o)
}

// validateAll verifies the archive and the metadata of all it holds.
func validateAll(t *testing.T, o *archivetest.Office) {
	t.Helper()
	v, err := o.Verify(t.Context(), nil)
	if err != nil || !v.Good() {
		t.Errorf("verify: %+v, %v", v.Faults, err)
	}
	list, err := o.Store.Acts(t.Context(), store.ActFilter{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var files []string
	for _, act := range list {
		for i, f := range act.Files {
			if f.Role == ledger.Metadata {
				path := filepath.Join(dir, f.Digest.String()+".xml")
				of := act.Files[ledger.Described(act.Files, i)]
				if err := os.WriteFile(path, described(t, o, act, of, f), 0o600); err != nil {
					t.Fatal(err)
				}
				files = append(files, path)
			}
		}
	}
	validate(t, files)
}
