package archive_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/smallstep/pkcs7"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
)

// hand is somebody who signs, with a certificate of their own.
type hand struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func handOf(t *testing.T, subject pkix.Name) hand {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: serial, Subject: subject, NotBefore: archivetest.Morning().AddDate(-1, 0, 0), NotAfter: archivetest.Morning().AddDate(20, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return hand{cert, key}
}

func named(t *testing.T, name string) hand {
	t.Helper()
	return handOf(t, pkix.Name{CommonName: name})
}

// envelope is a .p7m that all of them signed, side by side.
func envelope(t *testing.T, content []byte, by ...hand) []byte {
	t.Helper()
	s, err := pkcs7.NewSignedData(content)
	if err != nil {
		t.Fatal(err)
	}
	s.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	for _, h := range by {
		if err := s.AddSigner(h.cert, h.key, pkcs7.SignerInfoConfig{}); err != nil {
			t.Fatal(err)
		}
	}
	b, err := s.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// noticeToSign is the notice that Antonella FERRARO and Gianni STEFANO sign.
func noticeToSign(t *testing.T) (o *archivetest.Office, act *ledger.Act, issued []byte) {
	t.Helper()
	o = archivetest.New(t)
	act = o.Make(t, archivetest.Notice(archivetest.Casarano))
	return o, act, o.Content(t, act, ledger.PDF)
}

func stillToSign(a *ledger.Act) string {
	var list []string
	for _, m := range a.Missing() {
		list = append(list, m.Name)
	}
	return strings.Join(list, ", ")
}

// noteOf is what is said of the signature of a name: side by side they have no order.
func noteOf(a *ledger.Act, name string) string {
	at := slices.IndexFunc(a.Signatures, func(s ledger.Signature) bool { return s.Name == name })
	return a.SignatureNote(at)
}

func TestReturnSigned_WhoSignsTwiceIsOne(t *testing.T) {
	f := named(t, "FERRARO ANTONELLA")
	for name, sign := range map[string]func(issued []byte) []byte{
		"side by side":              func(b []byte) []byte { return envelope(t, b, f, f) },
		"one in the other":          func(b []byte) []byte { return envelope(t, envelope(t, b, f), f) },
		"with another certificate":  func(b []byte) []byte { return envelope(t, b, f, named(t, "Antonella Ferraro")) },
		"three times, in two forms": func(b []byte) []byte { return envelope(t, envelope(t, b, f, f), f) },
	} {
		o, act, issued := noticeToSign(t)
		act, err := giveBack(t.Context(), o, act, "avviso.pdf.p7m", sign(issued), "")
		if err != nil || act.StateWords() != "firmato in parte (1 di 2)" || !strings.Contains(stillToSign(act), "STEFANO") {
			t.Errorf("%s: %v, missing %s, %v", name, act.StateWords(), stillToSign(act), err)
			continue
		}
		if note := act.SignatureNote(1); note != "ha già firmato: conta una volta" {
			t.Errorf("%s: %q is said of the second signature", name, note)
		}
		o.MustVerify(t)
	}
}

func TestReturnSigned_SignersAreRecognisedByTheirNames(t *testing.T) {
	for name, subject := range map[string]pkix.Name{
		"in capitals, surname first": {CommonName: "STEFANO GIANNI"},
		"with a title":               {CommonName: "dott. Gianni Stefano"},
		"with an accent":             {CommonName: "Giànni Stefano"},
		"apart": {CommonName: "STF/20133", ExtraNames: []pkix.AttributeTypeAndValue{
			{Type: asn1.ObjectIdentifier{2, 5, 4, 42}, Value: "GIANNI"}, {Type: asn1.ObjectIdentifier{2, 5, 4, 4}, Value: "STEFANO"},
		}},
	} {
		o, act, issued := noticeToSign(t)
		act, err := giveBack(t.Context(), o, act, "avviso.pdf.p7m", envelope(t, issued, handOf(t, subject)), "")
		if err != nil || act.SignedCount() != 1 || stillToSign(act) != "Dott.ssa Antonella FERRARO" {
			t.Errorf("%s: missing %v, %v", name, stillToSign(act), err)
		}
	}
}

func TestReturnSigned_AStrangerCountsForWhomTheOfficerSays(t *testing.T) {
	o, act, issued := noticeToSign(t)
	both := envelope(t, issued, named(t, "FERRARO ANTONELLA"), named(t, "ROSSI MARIO"))
	_, err := giveBack(t.Context(), o, act, "avviso.pdf.p7m", both, "")
	refusedAs(t, err, archive.ErrConfirm, "la firma di ROSSI MARIO non è riconosciuta")
	if !errors.Is(err, archive.ErrUnrecognised) || !strings.Contains(err.Error(), "Gianni STEFANO") {
		t.Errorf("got %v", err)
	}
	give := func(o *archivetest.Office, id, signer string, b []byte) (*ledger.Act, error) {
		return o.ReturnSigned(t.Context(), id, archive.SignedReturn{
			Operator: "Anna", Reason: "vicario con delega n. 3", Signer: signer, File: archive.Incoming{Name: "avviso.pdf.p7m", Content: b},
		})
	}
	_, err = give(o, act.ID, "Antonella FERRARO", both)
	refusedAs(t, err, archive.ErrInput, "non è fra chi deve ancora firmare")
	none, err := give(o, act.ID, archive.Nobody, both)
	if err != nil || none.SignedCount() != 1 || noteOf(none, "ROSSI MARIO") != "firma non riconosciuta: non conta per nessuno" {
		t.Fatalf("%v, %q, %v", none.StateWords(), noteOf(none, "ROSSI MARIO"), err)
	}

	o, act, issued = noticeToSign(t)
	m := named(t, "ROSSI MARIO")
	for signer, left := range map[string]string{"stefano gianni": "Dott.ssa Antonella FERRARO", "": "Dott. Gianni STEFANO"} {
		o, act, issued := noticeToSign(t)
		act, err := give(o, act.ID, signer, envelope(t, issued, m))
		if err != nil || stillToSign(act) != left || !strings.HasSuffix(act.SignatureNote(0), "come ha detto il responsabile") {
			t.Errorf("%q: missing %s, %v", signer, stillToSign(act), err)
		}
	}
	// What was said of a certificate holds for the files that follow.
	if act, err = give(o, act.ID, "Gianni STEFANO", envelope(t, issued, m)); err != nil {
		t.Fatal(err)
	}
	act, err = giveBack(t.Context(), o, act, "due.pdf.p7m", envelope(t, issued, m, named(t, "Antonella FERRARO")), "")
	if err != nil || act.State() != ledger.StateSigned {
		t.Errorf("%s, missing %s, %v", act.StateWords(), stillToSign(act), err)
	}
	entries, err := o.Store.ActEntries(t.Context(), act.ID)
	if err != nil {
		t.Fatal(err)
	}
	body, err := entries[1].Said()
	if s, ok := body.(ledger.SignedBody); err != nil || !ok || len(s.Changes) != 1 || !strings.Contains(s.Changes[0], "conta per Dott. Gianni STEFANO") || s.Reason == "" {
		t.Errorf("the entry says %+v, %v", body, err)
	}
	o.MustVerify(t)
}

func TestReturnSigned_WithEverybodyThereAStrangerIsOnlyTold(t *testing.T) {
	o, act, issued := noticeToSign(t)
	all := envelope(t, issued, named(t, "FERRARO ANTONELLA"), named(t, "STEFANO GIANNI"), named(t, "ROSSI MARIO"))
	act, err := giveBack(t.Context(), o, act, "avviso.pdf.p7m", all, "")
	if err != nil || act.State() != ledger.StateSigned || noteOf(act, "ROSSI MARIO") != "firma non riconosciuta: non conta per nessuno" {
		t.Errorf("%v, %v", act.StateWords(), err)
	}
}

func TestReturnSigned_ASignatureHeldIsNotLostInSilence(t *testing.T) {
	o, act, issued := noticeToSign(t)
	f, g := named(t, "FERRARO ANTONELLA"), named(t, "STEFANO GIANNI")
	both := envelope(t, issued, f, g)
	act, err := giveBack(t.Context(), o, act, "f.pdf.p7m", envelope(t, issued, f), "")
	if err != nil {
		t.Fatal(err)
	}
	last := act.Last
	_, err = giveBack(t.Context(), o, act, "g.pdf.p7m", envelope(t, issued, g), "")
	refusedAs(t, err, archive.ErrConfirm, "quella di FERRARO ANTONELLA")
	if act, err = giveBack(t.Context(), o, act, "g.pdf.p7m", envelope(t, issued, g), "firmano due copie"); err != nil || act.Last == last {
		t.Fatal(err)
	}
	if stillToSign(act) != "Dott.ssa Antonella FERRARO" {
		t.Errorf("missing %s", stillToSign(act))
	}
	if act, err = giveBack(t.Context(), o, act, "fg.pdf.p7m", both, ""); err != nil || act.State() != ledger.StateSigned {
		t.Fatalf("%v, %v", act.StateWords(), err)
	}
	_, err = giveBack(t.Context(), o, act, "f.pdf.p7m", envelope(t, issued, f), "non serve")
	refusedAs(t, err, archive.ErrUnsigned, "quella di STEFANO GIANNI")
	o.MustVerify(t)
}

func TestReturnSigned_TheSignedFormOfAnotherActNamesIt(t *testing.T) {
	o, act, _ := noticeToSign(t)
	pact := o.Make(t, archivetest.Pact("mano-tesa"))
	before, err := o.Store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = giveBack(t.Context(), o, act, "patto.pdf.p7m", envelope(t, o.Content(t, pact, ledger.PDF), named(t, "Anna Greco")), "")
	refusedAs(t, err, archive.ErrUnsigned, "rep. n. 0000002/2013")
	if after, err := o.Store.Head(t.Context()); err != nil || after != before {
		t.Errorf("something was registered: %v", err)
	}
	_, err = giveBack(t.Context(), o, act, "altro.pdf.p7m", envelope(t, []byte("un altro documento"), named(t, "Anna Greco")), "")
	refusedAs(t, err, archive.ErrUnsigned, "è conservato come")
}
