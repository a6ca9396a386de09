package web_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
)

// envelope signs a content as a .p7m, as a signing program does. It needs openssl.
func envelope(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	program, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("openssl is not installed")
		}
		t.Skip("openssl is not installed: nothing to sign with")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for file, b := range map[string][]byte{
		"in": content, "key.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
		"cert.pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
	} {
		if err := os.WriteFile(filepath.Join(dir, file), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sign := exec.CommandContext(t.Context(), program, "cms", "-sign", "-cades", "-binary", "-nodetach", "-md", "sha256",
		"-in", "in", "-signer", "cert.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "out")
	sign.Dir = dir
	if out, err := sign.CombinedOutput(); err != nil {
		t.Fatalf("signing: %v\n%s", err, out)
	}
	signed, err := os.ReadFile(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestSigned_UploadsLeadTheActOnUntilItsReport(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	once := envelope(t, "Antonella FERRARO", d.Content(t, act, ledger.PDF))
	twice := envelope(t, "Gianni STEFANO", once)
	wants(t, d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "avviso.pdf.p7m", once, nil), http.StatusSeeOther)
	wants(t, d.get(noticeAct), 200, "firmato in parte (1 di 2)", "Antonella FERRARO", "Deve ancora firmare", "Carica il file firmato")
	wants(t, d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "avviso.pdf.p7m.p7m", twice, nil), http.StatusSeeOther)
	w := d.get(noticeAct)
	wants(t, w, 200, `<span class="badge good">firmato</span>`, `<button type="submit" class="btn btn-primary">Registra il protocollo</button>`)
	lacks(t, w, "Deve ancora firmare")
	wants(t, d.post(noticeAct+"/protocollo", "operatore", url.Values{"protocollo-numero": {"4711"}, "protocollo-data": {"2013-10-30"}}), http.StatusSeeOther)
	wants(t, d.get(noticeAct), 200, `class="btn btn-primary">Registra la pubblicazione`, `value="2013-10-30"`)
	wants(t, d.post(noticeAct+"/pubblicazione", "operatore", url.Values{"albo-numero": {"9"}, "albo-dal": {"2013-10-30"}}), http.StatusSeeOther)
	wants(t, d.get(noticeAct), 200, "pubblicato", "In pubblicazione fino al 14 novembre 2013")
	d.Clock.Add(16 * 24 * time.Hour)
	wants(t, d.get(noticeAct), 200, `class="btn btn-primary">Carica il referto`)
	wants(t, d.upload(t, noticeAct+"/referto", "operatore", "referto-file", "referto.pdf", []byte("%PDF-1.4"), url.Values{"referto-data": {"2013-11-15"}}), http.StatusSeeOther)
	wants(t, d.get(noticeAct), 200, "Non c’è altro da fare")
	wants(t, d.get(noticeAct+"/annullamento"), 200, "serve un altro atto")
	wants(t, d.post(noticeAct+"/annullamento", "", url.Values{"motivo": {"x"}}), http.StatusUnprocessableEntity, `href="#campo-atto"`)
	d.MustVerify(t)
}

func TestSigned_ForeignChangesAreAcceptedByTheOfficerWithAReason(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	changed := append(envelope(t, "Antonella FERRARO", d.Content(t, act, ledger.PDF)), "timbro"...)
	reason := url.Values{"firma-motivo": {"è il timbro del protocollo"}}
	const foreign = "dopo la busta firmata ci sono altri dati"
	w := d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "a.p7m", changed, reason)
	wants(t, w, http.StatusUnprocessableEntity, foreign, "solo il responsabile")
	w = d.upload(t, noticeAct+"/firma", "", "firma-file", "a.p7m", changed, nil)
	wants(t, w, http.StatusUnprocessableEntity, foreign, `href="#campo-firma-motivo"`)
	lacks(t, w, "--reason")
	wants(t, d.upload(t, noticeAct+"/firma", "", "firma-file", "a.p7m", changed, reason), http.StatusSeeOther)
	wants(t, d.get(noticeAct), 200, "firmato in parte (1 di 2)", "timbro del protocollo")
}

func TestSigned_TheOfficerSaysForWhomAStrangersSignatureCounts(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	act := d.Make(t, archivetest.Notice(archivetest.Casarano))
	stranger := envelope(t, "Mario ROSSI", d.Content(t, act, ledger.PDF))
	const unknown = "a firma di Mario ROSSI non è riconosciuta"
	w := d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "a.p7m", stranger, nil)
	wants(t, w, http.StatusUnprocessableEntity, unknown, "solo il responsabile")
	lacks(t, w, "firma-di")
	w = d.upload(t, noticeAct+"/firma", "", "firma-file", "a.p7m", stranger, nil)
	wants(t, w, http.StatusUnprocessableEntity, unknown, `name="firma-di"`, "Per nessuno", `href="#campo-firma-motivo"`)
	lacks(t, w, "--signer")
	said := url.Values{"firma-motivo": {"vicario"}, "firma-di": {act.Signers[1].Field}}
	wants(t, d.upload(t, noticeAct+"/firma", "", "firma-file", "a.p7m", stranger, said), http.StatusSeeOther)
	wants(t, d.get(noticeAct), 200, "firmato in parte (1 di 2)", "conta per Dott. Gianni STEFANO, come ha detto il responsabile", "vicario")
}

func TestSigned_FileOfAnotherActIsKeptAndTold(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	d.Make(t, archivetest.Notice(archivetest.Casarano))
	pact := envelope(t, "Antonella FERRARO", d.Content(t, d.Make(t, archivetest.Pact("approdo")), ledger.PDF))
	w := d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "a.p7m", pact, nil)
	wants(t, w, http.StatusUnprocessableEntity, "file è di un altro atto", "casarano-2013.patto_approdo.1", "aricarlo per quell’atto")
	other := envelope(t, "Antonella FERRARO", []byte("un altro documento"))
	w = d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "a.p7m", other, nil)
	wants(t, w, http.StatusUnprocessableEntity, "il contenuto è un altro", "conservato come casarano-2013.non-corrispondente")
	lacks(t, w, "concerta act get")
	wants(t, d.get("/archivio"), 200, "1 file tornato firmato non corrisponde a nessun atto")
	wants(t, d.get("/archivio?tipo=non-corrispondente"), 200, "File non corrispondente", "da guardare")
	wants(t, d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "a.txt", []byte("x"), nil), http.StatusUnprocessableEntity, "non è un PDF né un .p7m")
	wants(t, d.upload(t, noticeAct+"/firma", "operatore", "firma-file", "a.pdf", []byte("%PDF-1.4 not really"), nil), http.StatusUnprocessableEntity, `class="errors"`)
}

// A document in an envelope is looked at like any other.
func TestDocument_InAnEnvelopeIsLookedInto(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	values := url.Values{"procedimento": {archivetest.Casarano}, "titolo": {"Delega"}, "tipo": {"delega"}}
	harmful := envelope(t, "Anna", []byte("%PDF-1.4 <</S/JavaScript/JS(x)>>"))
	wants(t, d.upload(t, "/archivio/documenti", "", "file", "x.pdf.p7m", envelope(t, "Ugo", harmful), values), http.StatusUnprocessableEntity, "contiene JavaScript")
	wants(t, d.upload(t, "/archivio/documenti", "", "file", "x.pdf.p7m", envelope(t, "Anna", []byte("%PDF-1.4 delega")), values), http.StatusSeeOther)
}
