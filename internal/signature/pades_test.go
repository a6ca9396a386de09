package signature_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/fault"
	"concerta/internal/signature"
	"concerta/internal/signature/foreign"
)

func read(tb testing.TB, issued, returned []byte) *signature.Return {
	tb.Helper()
	r, err := signature.Read(tb.Context(), issued, returned)
	if err != nil {
		cause := err
		var f *fault.Error
		if errors.As(err, &f) && f.Cause != nil {
			cause = f.Cause
		}
		tb.Fatalf("%v: %v", err, cause)
	}
	return r
}

// clean checks that a file is the signed act, by as many as are named.
func clean(t *testing.T, r *signature.Return, signers ...string) {
	t.Helper()
	var got []string
	for _, s := range r.Signatures {
		if !s.Intact || !s.Covers {
			t.Errorf("signature %+v", s)
		}
		got = append(got, s.Signer)
	}
	if !r.Matches || !slices.Equal(got, signers) || len(r.Changes) > 0 || !r.Signed() {
		t.Fatalf("matches %v, signers %q, changes %q", r.Matches, got, what(r))
	}
}

func what(r *signature.Return) []string {
	var list []string
	for _, c := range r.Changes {
		list = append(list, c.What)
	}
	return list
}

func TestRead_OneAndTwoSignaturesInTheirFields(t *testing.T) {
	issued := issuedPDF(t)
	for name, s := range map[string]style{"table": classic, "stream": streamed, "objects in streams": packed, "both": hybrid} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			e.style = s
			one := e.sign("firma_a", signAs{by: anna(t), image: true})
			r := read(t, issued, one)
			clean(t, r, "ESEMPIO ANNA")
			got := r.Signatures[0]
			if got.Field != "firma_a" || got.TaxCode != "SMPNNA70A41B936X" || got.Organization != "Ambito Territoriale Sociale" ||
				got.Issuer != "CA di prova" || got.When.IsZero() || got.Timestamped || r.Format != signature.PAdES {
				t.Errorf("%+v", got)
			}
			e = over(t, one)
			e.style = s
			two := e.sign("firma_b", signAs{by: bruno(t)})
			r = read(t, issued, two)
			clean(t, r, "ESEMPIO ANNA", "CAMPIONE BRUNO")
			if r.Signatures[1].Field != "firma_b" || r.Signatures[1].TaxCode != "CMPBRN65C10B936Y" {
				t.Errorf("%+v", r.Signatures[1])
			}
		})
	}
}

func TestRead_OrderIsThatOfSigningNotOfFields(t *testing.T) {
	issued := issuedPDF(t)
	one := over(t, issued).sign("firma_b", signAs{by: bruno(t)})
	two := over(t, one).sign("firma_a", signAs{by: anna(t)})
	clean(t, read(t, issued, two), "CAMPIONE BRUNO", "ESEMPIO ANNA")
}

func TestRead_UnsignedIsNoChangeAndNoSignature(t *testing.T) {
	issued := issuedPDF(t)
	r := read(t, issued, issued)
	if !r.Matches || len(r.Signatures) != 0 || len(r.Changes) != 0 || r.Signed() {
		t.Fatalf("%+v", r)
	}
}

func TestRead_FieldAddedBySigningProgram(t *testing.T) {
	issued := issuedPDF(t)
	for name, c := range map[string]struct{ rect, want string }{
		"invisible":     {"[0 0 0 0]", ""},
		"blank space":   {"[300 100 500 160]", ""},
		"over text":     {"[60 735 300 755]", "copre qualcosa a pagina 1"},
		"over a field":  {"[300 610 200 590]", "copre qualcosa a pagina 1"},
		"whole page":    {"[0 0 595 842]", "copre qualcosa a pagina 1"},
		"no rectangle":  {"[0 0 10]", "può coprire"},
		"not a numbers": {"[0 0 /A 10]", "può coprire"},
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 10 10]", "0 0 10 10 re f"))
			v := e.add(sigDict(""))
			e.addField("Signature1", c.rect, fmt.Sprintf("/V %d 0 R/AP<</N %d 0 R>>", v, ap))
			r := read(t, issued, e.seal(signAs{by: anna(t)}))
			if c.want == "" {
				clean(t, r, "ESEMPIO ANNA")
				return
			}
			if got := strings.Join(what(r), "; "); !strings.Contains(got, c.want) || r.Signed() {
				t.Errorf("changes %q", got)
			}
		})
	}
}

func TestRead_ValidationDataAndTimestampOfTheFile(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	e := over(t, signed)
	cert := e.add(stream("", string(anna(t).cert.Raw)))
	vri := e.add(fmt.Sprintf("<</ABCD<</Cert[%d 0 R]/TU(D:20131106)>>>>", cert))
	dss := e.add(fmt.Sprintf("<</Type/DSS/Certs[%d 0 R]/VRI %d 0 R>>", cert, vri))
	num, c := e.catalog()
	e.with(num, c, map[foreign.Name]string{"DSS": fmt.Sprintf("%d 0 R", dss), "Extensions": "<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"})
	withDSS := e.done()
	clean(t, read(t, issued, withDSS), "ESEMPIO ANNA")

	when := time.Date(2013, 11, 7, 8, 0, 0, 500e6, time.UTC)
	e = over(t, withDSS)
	v := e.add(sigDict("ETSI.RFC3161"))
	e.addField("Timestamp1", "[0 0 0 0]", fmt.Sprintf("/V %d 0 R", v))
	stamped := e.seal(signAs{message: func(covered []byte) []byte { return token(t, covered, when) }})
	r := read(t, issued, stamped)
	clean(t, r, "ESEMPIO ANNA", "Marca temporale")
	if s := r.Signatures[1]; !s.DocTimestamp || !s.Timestamped || !s.When.Equal(when) {
		t.Errorf("%+v", s)
	}
	// The timestamp of another file is no timestamp.
	e = over(t, withDSS)
	v = e.add(sigDict("ETSI.RFC3161"))
	e.addField("Timestamp1", "[0 0 0 0]", fmt.Sprintf("/V %d 0 R", v))
	r = read(t, issued, e.seal(signAs{message: func([]byte) []byte { return token(t, []byte("altro"), when) }}))
	if r.Signatures[1].Intact || r.Signed() {
		t.Errorf("%+v", r.Signatures[1])
	}
}

func TestRead_DataAmongValidationDataIsListed(t *testing.T) {
	issued := issuedPDF(t)
	e := over(t, over(t, issued).sign("firma_a", signAs{by: anna(t)}))
	num, c := e.catalog()
	e.with(num, c, map[foreign.Name]string{"DSS": "<</Pagina(altro)>>"})
	if got := strings.Join(what(read(t, issued, e.done())), "; "); !strings.Contains(got, "dati di convalida") {
		t.Errorf("%q", got)
	}
}

func TestRead_TimestampOfTheSignatureGivesItsTime(t *testing.T) {
	issued := issuedPDF(t)
	when := time.Date(2013, 11, 6, 10, 0, 0, 500e6, time.UTC)
	p := anna(t)
	sign := func(of func([]byte) []byte) signature.Signature {
		r := read(t, issued, over(t, issued).sign("firma_a", signAs{message: func(covered []byte) []byte {
			return message{content: covered, detached: true, by: []person{p}, ess: p.cert, unsigned: func(s []byte) []byte {
				return tlv(0x30, oidTimestamp, tlv(0x31, token(t, of(s), when)))
			}}.make(t)
		}}))
		return r.Signatures[0]
	}
	if s := sign(func(b []byte) []byte { return b }); !s.Intact || !s.Timestamped || !s.When.Equal(when) {
		t.Errorf("%+v", s)
	}
	claimed := time.Date(2013, 11, 6, 8, 30, 0, 0, time.UTC) // /M
	if s := sign(func([]byte) []byte { return []byte("altro") }); !s.Intact || s.Timestamped || !s.When.Equal(claimed) {
		t.Errorf("a timestamp of something else: %+v", s)
	}
}

func TestRead_SignatureThatDoesNotHold(t *testing.T) {
	issued := issuedPDF(t)
	p := anna(t)
	by := func(m message) func([]byte) []byte {
		return func(covered []byte) []byte {
			if m.content == nil {
				m.content = covered
			}
			return m.make(t)
		}
	}
	for name, c := range map[string]struct {
		as   signAs
		want string
	}{
		"other content":       {signAs{message: by(message{content: []byte("altro"), detached: true, by: []person{p}})}, "non è quello firmato"},
		"carries content":     {signAs{message: by(message{content: []byte("altro"), by: []person{p}})}, "altro contenuto"},
		"another certificate": {signAs{message: by(message{detached: true, by: []person{p}, ess: bruno(t).cert})}, "certificato"},
		"two signers":         {signAs{message: by(message{detached: true, by: []person{p, bruno(t)}})}, "più di un firmatario"},
		"nonsense":            {signAs{message: func([]byte) []byte { return []byte("firma") }}, "non è leggibile"},
		"nothing":             {signAs{message: func([]byte) []byte { return nil }}, "non è leggibile"},
		"old form":            {signAs{by: p, filter: "adbe.pkcs7.sha1"}, "forma non ammessa"},
		"flipped signature": {signAs{message: func(b []byte) []byte {
			m := message{content: b, detached: true, by: []person{p}}.make(t)
			m[len(m)-3] ^= 1
			return m
		}}, "non corrisponde al certificato"},
		"data after": {signAs{message: func(b []byte) []byte {
			return append(detached(t, b, p), "altro"...)
		}}, "altri dati"},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, issued, over(t, issued).sign("firma_a", c.as))
			if len(r.Signatures) != 1 || r.Signatures[0].Intact || r.Signed() || !strings.Contains(r.Signatures[0].Fault, c.want) {
				t.Errorf("%+v", r.Signatures)
			}
		})
	}
}

func TestRead_RSAAndPSS(t *testing.T) {
	issued := issuedPDF(t)
	key, err := rsaKey()
	if err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, "ROSSI MARIO", "", key)
	clean(t, read(t, issued, over(t, issued).sign("firma_a", signAs{by: p})), "ROSSI MARIO")
	for _, m := range []message{{pss: true}, {}, {shuffle: true}, {noAttrs: true}, {keyID: true}, {ber: true}} {
		m.detached, m.by = true, []person{p}
		clean(t, read(t, issued, over(t, issued).sign("firma_a", signAs{message: func(b []byte) []byte {
			m.content = b
			return m.make(t)
		}})), "ROSSI MARIO")
	}
}

func TestRead_ByteRangeMustCoverTheWholeRevision(t *testing.T) {
	issued := issuedPDF(t)
	for name, change := range map[string]func(n []int){
		"ends early":         func(n []int) { n[3] -= 20 },
		"starts late":        func(n []int) { n[0]++; n[1]-- },
		"wider gap":          func(n []int) { n[2] += 4; n[3] -= 4 },
		"gap before":         func(n []int) { n[1] -= 10 },
		"only the beginning": func(n []int) { n[1], n[2], n[3] = 100, 200, 10 },
		"overlapping":        func(n []int) { n[2] = 5 },
		"beyond the file":    func(n []int) { n[3] += 1000 },
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			signed := e.sign("firma_a", signAs{by: anna(t)})
			at := bytes.LastIndex(signed, []byte("/ByteRange[")) + len("/ByteRange")
			n := make([]int, 4)
			if _, err := fmt.Sscanf(string(signed[at:]), "[%d %d %d %d]", &n[0], &n[1], &n[2], &n[3]); err != nil {
				t.Fatal(err)
			}
			change(n)
			copy(signed[at:], fmt.Sprintf("[%d %010d %010d %010d]", n[0], n[1], n[2], n[3]))
			r := read(t, issued, signed)
			if len(r.Signatures) != 1 || r.Signatures[0].Covers || r.Signed() {
				t.Errorf("%+v", r.Signatures)
			}
		})
	}
}

func TestRead_SignatureOfAnEarlierRevisionStillCoversIt(t *testing.T) {
	issued := issuedPDF(t)
	one := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	e := over(t, one)
	num, d := e.field("note")
	e.with(num, d, map[foreign.Name]string{"V": "(dopo)"})
	r := read(t, issued, e.done())
	if len(r.Signatures) != 1 || !r.Signatures[0].Intact || !r.Signatures[0].Covers || r.Signed() {
		t.Errorf("%+v", r.Signatures)
	}
	if got := what(r); !slices.Equal(got, []string{"valore del campo «note» cambiato"}) || r.Changes[0].Page != 1 || r.Changes[0].Kind != signature.KindField {
		t.Errorf("%+v", r.Changes)
	}
}
