// Package cms reads signed messages (RFC 5652): who signed them, when, and
// whether content, attributes and signature agree. It judges no certificate:
// whether one is to be trusted is said elsewhere.
package cms

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
)

// What can be wrong with a message or one of its signatures.
var (
	ErrMalformed   = errors.New("not a signed message")
	ErrCertificate = errors.New("the signer's certificate is missing or does not read")
	ErrAlgorithm   = errors.New("algorithm not admitted")
	ErrDigest      = errors.New("the content is not the one signed")
	ErrSignature   = errors.New("the signature does not verify")
)

// Message is the SignedData of RFC 5652 5.1.
type Message struct {
	Content  []byte // what is signed, when the message carries it
	Detached bool   // the content is elsewhere
	Type     string // of the content, an object identifier
	Signers  []*Signer
}

// Signer is one SignerInfo (RFC 5652 5.3).
type Signer struct {
	Certificate *x509.Certificate // nil when the message lacks it

	contentType asn1.ObjectIdentifier
	digest      asn1.ObjectIdentifier
	algorithm   algorithm
	signed      []attribute
	signedRaw   []byte // the attributes as a SET, nil when there are none
	signature   []byte
	unsigned    []attribute
	counter     []byte // what a countersignature signs: another's signature
}

type attribute struct {
	id     asn1.ObjectIdentifier
	values []byte // content of the SET
	raw    []byte
}

type algorithm struct {
	id     asn1.ObjectIdentifier
	params []byte
}

// maxSigners bounds the signatures of one message.
const maxSigners = 64

func oid(n ...int) asn1.ObjectIdentifier { return n }

// Parse reads the message at the start of data and tells how many bytes it
// takes. It reads BER as well as DER.
func Parse(data []byte) (m *Message, used int, err error) {
	der, used, err := toDER(data)
	if err != nil {
		return nil, 0, err
	}
	outer := cursor{rest: der}
	info := outer.enter(asn1.TagSequence)
	kind := info.oid()
	body := info.context(0)
	if outer.err != nil || info.err != nil || body == nil || !kind.Equal(oid(1, 2, 840, 113549, 1, 7, 2)) {
		return nil, 0, fmt.Errorf("%w: no signed data", ErrMalformed)
	}
	wrap := cursor{rest: body.Bytes}
	sd := wrap.enter(asn1.TagSequence)
	sd.next() // version
	sd.next() // digest algorithms
	encap := sd.enter(asn1.TagSequence)
	m = &Message{Detached: true}
	contentType := encap.oid()
	m.Type = contentType.String()
	if c := encap.context(0); c != nil {
		m.Detached = false
		inner := cursor{rest: c.Bytes}
		v := inner.next()
		m.Content = v.Bytes
		if inner.err != nil {
			return nil, 0, inner.err
		}
	}
	certs := certificates(sd.context(0))
	sd.context(1) // revocation lists
	infos := sd.enter(asn1.TagSet)
	for len(infos.rest) > 0 && infos.err == nil {
		one := infos.enter(asn1.TagSequence)
		if err := m.add(one, contentType, certs, nil); err != nil {
			return nil, 0, err
		}
	}
	if err := errors.Join(wrap.err, sd.err, encap.err, infos.err); err != nil {
		return nil, 0, err
	}
	return m, used, nil
}

// add reads a SignerInfo and the countersignatures on it (RFC 5652 11.4).
func (m *Message) add(c *cursor, contentType asn1.ObjectIdentifier, certs []*x509.Certificate, counter []byte) error {
	s := &Signer{contentType: contentType, counter: counter}
	c.next() // version
	sid := c.next()
	s.digest = c.algorithm().id
	if a := c.context(0); a != nil {
		s.signedRaw = bytes.Clone(a.FullBytes)
		s.signedRaw[0] = asn1.TagSet | constructedBit // 5.4: signed as a SET
		s.signed = attributes(c, a.Bytes)
	}
	s.algorithm = c.algorithm()
	s.signature = c.next().Bytes
	if a := c.context(1); a != nil {
		s.unsigned = attributes(c, a.Bytes)
	}
	if c.err != nil {
		return c.err
	}
	s.Certificate = find(certs, sid)
	m.Signers = append(m.Signers, s)
	if len(m.Signers) > maxSigners {
		return fmt.Errorf("%w: too many signers", ErrMalformed)
	}
	if counter != nil {
		return nil // one level is what programs write
	}
	for _, a := range s.unsigned {
		if !a.id.Equal(oid(1, 2, 840, 113549, 1, 9, 6)) {
			continue
		}
		list := cursor{rest: a.values}
		for len(list.rest) > 0 && list.err == nil {
			if err := m.add(list.enter(asn1.TagSequence), nil, certs, s.signature); err != nil {
				return err
			}
		}
	}
	return nil
}

// certificates reads those it can: one that does not read must not hide the
// others.
func certificates(set *asn1.RawValue) []*x509.Certificate {
	var list []*x509.Certificate
	if set == nil {
		return nil
	}
	c := cursor{rest: set.Bytes}
	for len(c.rest) > 0 {
		v := c.next()
		if c.err != nil {
			return list
		}
		if cert, err := x509.ParseCertificate(v.FullBytes); err == nil {
			list = append(list, cert)
		}
	}
	return list
}

// find looks for the certificate that a signer names, by issuer and serial
// number or by key identifier (RFC 5652 5.3).
func find(certs []*x509.Certificate, sid asn1.RawValue) *x509.Certificate {
	if sid.Class == asn1.ClassContextSpecific && sid.Tag == 0 {
		for _, c := range certs {
			if len(sid.Bytes) > 0 && bytes.Equal(c.SubjectKeyId, sid.Bytes) {
				return c
			}
		}
		return nil
	}
	in := cursor{rest: sid.Bytes}
	issuer := in.next()
	var serial *big.Int
	if _, err := asn1.Unmarshal(in.rest, &serial); err != nil || in.err != nil {
		return nil
	}
	for _, c := range certs {
		if bytes.Equal(c.RawIssuer, issuer.FullBytes) && c.SerialNumber.Cmp(serial) == 0 {
			return c
		}
	}
	return nil
}

func attributes(outer *cursor, set []byte) []attribute {
	var list []attribute
	c := cursor{rest: set}
	for len(c.rest) > 0 && c.err == nil {
		v := c.next()
		in := cursor{rest: v.Bytes}
		a := attribute{id: in.oid(), values: in.next().Bytes, raw: v.FullBytes}
		if in.err != nil {
			c.err = in.err
		}
		list = append(list, a)
	}
	if outer.err == nil {
		outer.err = c.err
	}
	return list
}

// one gives the only value of an attribute that may be there once.
func one(list []attribute, id asn1.ObjectIdentifier) (v asn1.RawValue, found bool, err error) {
	for _, a := range list {
		if !a.id.Equal(id) {
			continue
		}
		c := cursor{rest: a.values}
		value := c.next()
		if found || c.err != nil || len(c.rest) > 0 {
			return v, true, fmt.Errorf("%w: attribute %v", ErrMalformed, id)
		}
		v, found = value, true
	}
	return v, found, nil
}
