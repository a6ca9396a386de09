package signature_test

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concerta/internal/fault"
	"concerta/internal/signature"
)

func TestRead_Envelopes(t *testing.T) {
	issued := issuedPDF(t)
	a, b := anna(t), bruno(t)
	one := enveloped(t, issued, a)
	padded := append(bytes.Clone(one), "\r\n"...)
	signedInside := over(t, issued).sign("firma_a", signAs{by: a})
	for name, c := range map[string]struct {
		data []byte
		by   []string
	}{
		"one":                      {one, []string{"ESEMPIO ANNA"}},
		"parallel":                 {message{content: issued, by: []person{a, b}, when: signedAt}.make(t), []string{"ESEMPIO ANNA", "CAMPIONE BRUNO"}},
		"nested":                   {enveloped(t, one, b), []string{"ESEMPIO ANNA", "CAMPIONE BRUNO"}},
		"lengths left open":        {message{content: issued, by: []person{a}, ber: true, when: signedAt}.make(t), []string{"ESEMPIO ANNA"}},
		"nested in base64":         {enveloped(t, []byte(base64.StdEncoding.EncodeToString(one)), b), []string{"ESEMPIO ANNA", "CAMPIONE BRUNO"}},
		"base64":                   {[]byte(base64.StdEncoding.EncodeToString(one)), []string{"ESEMPIO ANNA"}},
		"base64 in lines":          {[]byte("\ufeff" + inLines(base64.StdEncoding.EncodeToString(one))), []string{"ESEMPIO ANNA"}},
		"PEM":                      {pem.EncodeToMemory(&pem.Block{Type: "PKCS7", Bytes: one}), []string{"ESEMPIO ANNA"}},
		"line end after":           {padded, []string{"ESEMPIO ANNA"}},
		"around a signed PDF":      {enveloped(t, signedInside, b), []string{"ESEMPIO ANNA", "CAMPIONE BRUNO"}},
		"named by key":             {message{content: issued, by: []person{a}, keyID: true}.make(t), []string{"ESEMPIO ANNA"}},
		"without attributes":       {message{content: issued, by: []person{a}, noAttrs: true}.make(t), []string{"ESEMPIO ANNA"}},
		"attributes out of order":  {message{content: issued, by: []person{a}, shuffle: true, when: signedAt}.make(t), []string{"ESEMPIO ANNA"}},
		"with signing certificate": {message{content: issued, by: []person{a}, ess: a.cert}.make(t), []string{"ESEMPIO ANNA"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, issued, c.data)
			clean(t, r, c.by...)
			if r.Format != signature.CAdES {
				t.Errorf("format %s", r.Format)
			}
		})
	}
}

// TestRead_ParallelSignaturesOfOneSecond may come in any order: a SET has none.
func TestRead_ParallelSignaturesOfOneSecond(t *testing.T) {
	issued := issuedPDF(t)
	r := read(t, issued, enveloped(t, issued, anna(t), bruno(t)))
	if len(r.Signatures) != 2 || !r.Signed() || r.Signatures[0].Signer == r.Signatures[1].Signer {
		t.Errorf("%+v", r)
	}
}

func inLines(s string) string {
	var b strings.Builder
	for ; len(s) > 64; s = s[64:] {
		b.WriteString(s[:64] + "\r\n")
	}
	return b.String() + s + "\r\n"
}

func TestRead_EnvelopeTellsTheTime(t *testing.T) {
	issued := issuedPDF(t)
	m := message{content: issued, by: []person{anna(t)}, when: signedAt}
	if s := read(t, issued, m.make(t)).Signatures[0]; !s.When.Equal(signedAt) || s.Timestamped || !s.Intact {
		t.Errorf("claimed: %+v", s)
	}
	later := signedAt.Add(time.Hour)
	m.unsigned = func(b []byte) []byte { return tlv(0x30, oidTimestamp, tlv(0x31, token(t, b, later))) }
	if s := read(t, issued, m.make(t)).Signatures[0]; !s.When.Equal(later) || !s.Timestamped || !s.Intact {
		t.Errorf("timestamped: %+v", s)
	}
}

func TestRead_CountersignatureIsNamedAsOne(t *testing.T) {
	issued := issuedPDF(t)
	a, b := anna(t), bruno(t)
	m := message{typ: oidData, unsigned: func(value []byte) []byte {
		return tlv(0x30, oidCounter, tlv(0x31, message{typ: oidData}.signerInfo(t, b, value)))
	}}
	// The certificate of who countersigns travels with the others.
	info := m.signerInfo(t, a, issued)
	data := tlv(0x30, []byte{2, 1, 1}, tlv(0x31, sha256ID), tlv(0x30, oidData, tlv(0xa0, tlv(4, issued))),
		tlv(0xa0, a.cert.Raw, b.cert.Raw), tlv(0x31, info))
	p7m := tlv(0x30, oid(1, 2, 840, 113549, 1, 7, 2), tlv(0xa0, data))
	r := read(t, issued, p7m)
	clean(t, r, "ESEMPIO ANNA", "CAMPIONE BRUNO")
	if r.Signatures[0].Counter || !r.Signatures[1].Counter {
		t.Errorf("%+v", r.Signatures)
	}
}

func TestRead_EnvelopeThatDoesNotHold(t *testing.T) {
	issued := issuedPDF(t)
	a := anna(t)
	good := enveloped(t, issued, a)

	changed := bytes.Clone(good)
	changed[bytes.Index(changed, []byte("%PDF-"))+200] ^= 1
	if r := read(t, issued, changed); r.Matches || r.Signatures[0].Intact || r.Signed() {
		t.Errorf("one byte of the content: %+v", r)
	}
	stranger := message{content: issued, by: []person{a}}.make(t)
	stranger = bytes.Replace(stranger, a.cert.Raw, newPerson(t, "ESEMPIO ANNA", "x", nil).cert.Raw[:len(a.cert.Raw)-40], 1)
	if r, err := signature.Read(t.Context(), issued, stranger); err == nil && r.Signed() {
		t.Error("a certificate that does not read is taken")
	}
	r := read(t, issued, append(bytes.Clone(good), "altro"...))
	if len(r.Changes) != 1 || r.Signed() {
		t.Errorf("data after the envelope: %+v", r)
	}
	inner := enveloped(t, []byte("un altro documento"), a)
	if r := read(t, issued, inner); r.Matches || len(r.Signatures) != 1 || !r.Signatures[0].Intact || r.Signed() {
		t.Errorf("envelope around something else: %+v", r)
	}
	for name, data := range map[string][]byte{
		"content elsewhere": detached(t, issued, a),
		"cut":               good[:len(good)-30],
		"cut in the text":   []byte(base64.StdEncoding.EncodeToString(good)[:1001]),
		"damaged PEM":       []byte("-----BEGIN PKCS7-----\nMIIB"),
		"no message":        tlv(0x30, tlv(4, []byte("ciao"))),
		"encrypted":         tlv(0x30, oid(1, 2, 840, 113549, 1, 7, 3), tlv(0xa0, tlv(0x30))),
		"nested for ever":   bytes.Repeat([]byte{0x30, 0x80}, 12<<20),
		"many parts":        berTLV(0x30, bytes.Repeat([]byte{5, 0}, 1<<20)),
		"too many layers": func() []byte {
			data := []byte("x")
			for range 10 {
				data = message{content: data, by: []person{a}}.make(t)
			}
			return data
		}(),
	} {
		t.Run(name, func(t *testing.T) { refused(t, issued, data, signature.ErrUnreadable) })
	}
}

// refused checks that a file is refused with a kind, and words to repair it.
func refused(t *testing.T, issued, data []byte, kind error) string {
	t.Helper()
	r, err := signature.Read(t.Context(), issued, data)
	if !errors.Is(err, kind) || fault.Repair(err) == "" {
		t.Fatalf("error %v (%+v)", err, r)
	}
	return err.Error()
}

func TestRead_TaxCodeInAnyOfItsPlaces(t *testing.T) {
	issued := issuedPDF(t)
	qualifier := asn1.ObjectIdentifier{2, 5, 4, 46}
	for _, c := range []struct {
		id         asn1.ObjectIdentifier
		value, got string
	}{
		{asn1.ObjectIdentifier{2, 5, 4, 5}, "TINIT-SMPNNA70A41B936X", "SMPNNA70A41B936X"},
		{asn1.ObjectIdentifier{2, 5, 4, 5}, "it:smpnna70a41b936x", "SMPNNA70A41B936X"},
		{qualifier, "TINIT-SMPNNA70A41B936X", "SMPNNA70A41B936X"},
		{qualifier, "2013123456", ""},
		{asn1.ObjectIdentifier{2, 5, 4, 5}, "TINDE-123", ""},
	} {
		key, err := ecKey()
		if err != nil {
			t.Fatal(err)
		}
		template := &x509.Certificate{SerialNumber: big.NewInt(5), Subject: pkix.Name{ExtraNames: []pkix.AttributeTypeAndValue{
			{Type: asn1.ObjectIdentifier{2, 5, 4, 42}, Value: "Anna"},
			{Type: asn1.ObjectIdentifier{2, 5, 4, 4}, Value: "Esempio"},
			{Type: c.id, Value: c.value},
		}}}
		cert, err := x509.ParseCertificate(must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)))
		if err != nil {
			t.Fatal(err)
		}
		s := read(t, issued, message{content: issued, by: []person{{cert, key}}}.make(t)).Signatures[0]
		if s.TaxCode != c.got || s.Signer != "Anna Esempio" || !s.Intact {
			t.Errorf("%s: %+v", c.value, s)
		}
	}
}

func TestRead_ParallelSignaturesAreInOrderOfTime(t *testing.T) {
	issued := issuedPDF(t)
	a, b := anna(t), bruno(t)
	late := message{typ: oidData, when: signedAt.Add(time.Hour)}.signerInfo(t, a, issued)
	early := message{typ: oidData, when: signedAt}.signerInfo(t, b, issued)
	data := tlv(0x30, []byte{2, 1, 1}, tlv(0x31, sha256ID), tlv(0x30, oidData, tlv(0xa0, tlv(4, issued))),
		tlv(0xa0, a.cert.Raw, b.cert.Raw), tlv(0x31, late, early))
	clean(t, read(t, issued, tlv(0x30, oid(1, 2, 840, 113549, 1, 7, 2), tlv(0xa0, data))), "CAMPIONE BRUNO", "ESEMPIO ANNA")
}

// TestRead_WeakAlgorithmsDoNotHold names a short hash in place of SHA-256.
func TestRead_WeakAlgorithmsDoNotHold(t *testing.T) {
	issued := issuedPDF(t)
	m := message{content: issued, by: []person{anna(t)}}.make(t)
	m = bytes.ReplaceAll(m, sha256ID, algorithm(2, 16, 840, 1, 101, 3, 4, 2, 4)) // SHA-224
	if s := read(t, issued, m).Signatures[0]; s.Intact || !strings.Contains(s.Fault, "algoritmo") {
		t.Errorf("%+v", s)
	}
}

// TestRead_OpenSSL reads what the command line of OpenSSL writes.
func TestRead_OpenSSL(t *testing.T) {
	tool, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("openssl is not there")
		}
		t.Skip("openssl is not there")
	}
	issued := issuedPDF(t)
	key, err := rsaKey()
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, "ROSSI MARIO", "TINIT-RSSMRA80A01H501U", key)
	dir := t.TempDir()
	save := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	in := save("atto.pdf", issued)
	cert := save("cert.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.cert.Raw}))
	keyPath := save("key.pem", pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
	for name, args := range map[string][]string{
		"der":     {"-outform", "DER"},
		"streams": {"-outform", "DER", "-stream"},
		"pem":     {"-outform", "PEM"},
		"key":     {"-outform", "DER", "-keyid"},
		"cades":   {"-outform", "DER", "-cades"},
		"sha512":  {"-outform", "DER", "-md", "sha512"},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(dir, name+".p7m")
			all := append([]string{"cms", "-sign", "-nodetach", "-binary", "-in", in, "-signer", cert, "-inkey", keyPath, "-out", out}, args...)
			if told, err := exec.CommandContext(t.Context(), tool, all...).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, told)
			}
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			r := read(t, issued, data)
			clean(t, r, "ROSSI MARIO")
			if r.Signatures[0].TaxCode != "RSSMRA80A01H501U" || r.Signatures[0].When.IsZero() {
				t.Errorf("%+v", r.Signatures[0])
			}
		})
	}
	out := filepath.Join(dir, "pss.p7m")
	told, err := exec.CommandContext(t.Context(), tool, "cms", "-sign", "-nodetach", "-binary", "-in", in, "-signer", cert, "-inkey", keyPath,
		"-keyopt", "rsa_padding_mode:pss", "-out", out, "-outform", "DER").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, told)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	clean(t, read(t, issued, data), "ROSSI MARIO")
}
