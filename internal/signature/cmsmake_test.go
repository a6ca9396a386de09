package signature_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"sync"
	"testing"
	"time"
)

// person is somebody who signs.
type person struct {
	cert *x509.Certificate
	key  crypto.Signer
}

var (
	ecKey  = sync.OnceValues(func() (*ecdsa.PrivateKey, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) })
	rsaKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })
)

var signedAt = time.Date(2013, 11, 6, 9, 30, 0, 0, time.UTC)

func newPerson(tb testing.TB, name, code string, key crypto.Signer) person {
	tb.Helper()
	if key == nil {
		k, err := ecKey()
		if err != nil {
			tb.Fatal(err)
		}
		key = k
	}
	subject := pkix.Name{CommonName: name, Organization: []string{"Ambito Territoriale Sociale"}, SerialNumber: code}
	issuer := &x509.Certificate{Subject: pkix.Name{CommonName: "CA di prova"}}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(int64(len(name))*7919 + int64(name[0])), Subject: subject,
		NotBefore: signedAt.AddDate(-1, 0, 0), NotAfter: signedAt.AddDate(20, 0, 0), SubjectKeyId: []byte(name),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, issuer, key.Public(), key)
	if err != nil {
		tb.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return person{cert, key}
}

func anna(tb testing.TB) person {
	tb.Helper()
	return newPerson(tb, "ESEMPIO ANNA", "TINIT-SMPNNA70A41B936X", nil)
}

func bruno(tb testing.TB) person {
	tb.Helper()
	return newPerson(tb, "CAMPIONE BRUNO", "IT:CMPBRN65C10B936Y", nil)
}

// tlv writes one DER value.
func tlv(tag byte, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	b := []byte{tag}
	switch n := len(body); {
	case n < 0x80:
		b = append(b, byte(n))
	case n < 0x100:
		b = append(b, 0x81, byte(n))
	case n < 0x10000:
		b = append(b, 0x82, byte(n>>8), byte(n))
	default:
		b = append(b, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(b, body...)
}

// berTLV writes one value whose length is left open.
func berTLV(tag byte, parts ...[]byte) []byte {
	return append(append([]byte{tag, 0x80}, bytes.Join(parts, nil)...), 0, 0)
}

func oid(n ...int) []byte {
	b, err := asn1.Marshal(asn1.ObjectIdentifier(n))
	if err != nil {
		panic(err)
	}
	return b
}

func algorithm(n ...int) []byte { return tlv(0x30, oid(n...), []byte{5, 0}) }

var (
	oidData      = oid(1, 2, 840, 113549, 1, 7, 1)
	oidTSTInfo   = oid(1, 2, 840, 113549, 1, 9, 16, 1, 4)
	sha256ID     = algorithm(2, 16, 840, 1, 101, 3, 4, 2, 1)
	oidTimestamp = oid(1, 2, 840, 113549, 1, 9, 16, 2, 14)
	oidCounter   = oid(1, 2, 840, 113549, 1, 9, 6)
	pssID        = tlv(0x30, oid(1, 2, 840, 113549, 1, 1, 10), tlv(0x30,
		tlv(0xa0, sha256ID), tlv(0xa1, tlv(0x30, oid(1, 2, 840, 113549, 1, 1, 8), sha256ID)), tlv(0xa2, []byte{2, 1, 32})))
)

// message is a signed message to be made by hand, for the forms that the
// library of the tests does not write.
type message struct {
	content  []byte
	detached bool
	typ      []byte // of the content
	by       []person
	pss      bool
	keyID    bool
	ber      bool
	noAttrs  bool
	ess      *x509.Certificate // named in the signed attributes
	when     time.Time
	shuffle  bool                          // attributes out of order in the file, in order when signed
	unsigned func(signature []byte) []byte // unsigned attributes
}

func hashed(b []byte) []byte {
	h := crypto.SHA256.New()
	h.Write(b)
	return h.Sum(nil)
}

func (m message) signature(tb testing.TB, p person, data []byte) (alg, value []byte) {
	tb.Helper()
	var opts crypto.SignerOpts = crypto.SHA256
	alg = algorithm(1, 2, 840, 10045, 4, 3, 2)
	if _, ok := p.key.(*rsa.PrivateKey); ok {
		alg = algorithm(1, 2, 840, 113549, 1, 1, 1)
		if m.pss {
			alg, opts = pssID, &rsa.PSSOptions{SaltLength: 32, Hash: crypto.SHA256}
		}
	}
	value, err := p.key.Sign(rand.Reader, hashed(data), opts)
	if err != nil {
		tb.Fatal(err)
	}
	return alg, value
}

func (m message) signerInfo(tb testing.TB, p person, content []byte) []byte {
	tb.Helper()
	sid := tlv(0x30, p.cert.RawIssuer, must(asn1.Marshal(p.cert.SerialNumber)))
	if m.keyID {
		sid = tlv(0x80, p.cert.SubjectKeyId)
	}
	attrs := [][]byte{
		tlv(0x30, oid(1, 2, 840, 113549, 1, 9, 3), tlv(0x31, m.typ)),
		tlv(0x30, oid(1, 2, 840, 113549, 1, 9, 4), tlv(0x31, tlv(4, hashed(content)))),
	}
	if !m.when.IsZero() {
		t := tlv(0x30, oid(1, 2, 840, 113549, 1, 9, 5), tlv(0x31, tlv(0x17, []byte(m.when.UTC().Format("060102150405Z")))))
		attrs = [][]byte{attrs[0], t, attrs[1]}
	}
	if m.ess != nil {
		attrs = append(attrs, tlv(0x30, oid(1, 2, 840, 113549, 1, 9, 16, 2, 47), tlv(0x31, tlv(0x30, tlv(0x30, tlv(0x30, tlv(4, hashed(m.ess.Raw))))))))
	}
	signed := tlv(0x31, attrs...)
	if m.noAttrs {
		signed = content
	}
	alg, value := m.signature(tb, p, signed)
	if m.shuffle {
		attrs[0], attrs[1] = attrs[1], attrs[0]
	}
	parts := [][]byte{{2, 1, 1}, sid, sha256ID, tlv(0xa0, attrs...), alg, tlv(4, value)}
	if m.noAttrs {
		parts = append(parts[:3], parts[4:]...)
	}
	if m.unsigned != nil {
		parts = append(parts, tlv(0xa1, m.unsigned(value)))
	}
	return tlv(0x30, parts...)
}

func (m message) make(tb testing.TB) []byte {
	tb.Helper()
	if m.typ == nil {
		m.typ = oidData
	}
	var certs, infos [][]byte
	for _, p := range m.by {
		certs = append(certs, p.cert.Raw)
		infos = append(infos, m.signerInfo(tb, p, m.content))
	}
	open := tlv
	content := tlv(4, m.content)
	if m.ber {
		open = berTLV
		var pieces [][]byte
		for b := m.content; len(b) > 0; b = b[min(len(b), 1000):] {
			pieces = append(pieces, tlv(4, b[:min(len(b), 1000)]))
		}
		content = berTLV(0x24, pieces...)
	}
	encap := open(0x30, m.typ, open(0xa0, content))
	if m.detached {
		encap = open(0x30, m.typ)
	}
	data := open(0x30, []byte{2, 1, 1}, tlv(0x31, sha256ID), encap, tlv(0xa0, certs...), tlv(0x31, infos...))
	return open(0x30, oid(1, 2, 840, 113549, 1, 7, 2), open(0xa0, data))
}

// token makes a timestamp token of data (RFC 3161).
func token(tb testing.TB, data []byte, when time.Time) []byte {
	tb.Helper()
	info := tlv(0x30, []byte{2, 1, 1}, oid(1, 2, 3), tlv(0x30, sha256ID, tlv(4, hashed(data))), []byte{2, 1, 7},
		tlv(0x18, []byte(when.UTC().Format("20060102150405.9Z"))))
	return message{content: info, typ: oidTSTInfo, by: []person{newPerson(tb, "Marca temporale", "", nil)}}.make(tb)
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}
