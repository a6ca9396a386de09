package cms

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha1" // names certificates in old attributes, no more
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"slices"
)

// hashes are those of ETSI TS 119 312 that signatures still use: SHA-1 is not
// among them.
func hashOf(id asn1.ObjectIdentifier) (crypto.Hash, error) {
	switch id.String() {
	case "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2":
		return crypto.SHA256, nil
	case "2.16.840.1.101.3.4.2.2", "1.2.840.113549.1.1.12", "1.2.840.10045.4.3.3":
		return crypto.SHA384, nil
	case "2.16.840.1.101.3.4.2.3", "1.2.840.113549.1.1.13", "1.2.840.10045.4.3.4":
		return crypto.SHA512, nil
	}
	return 0, fmt.Errorf("%w: %v", ErrAlgorithm, id)
}

func sum(h crypto.Hash, parts ...[]byte) []byte {
	w := h.New()
	for _, p := range parts {
		w.Write(p)
	}
	return w.Sum(nil)
}

// Verify checks that the content, given in parts, is the one signed and that
// the signature is of the certificate's key (RFC 5652 5.4, 5.6; the signing
// certificate attribute of RFC 5035 when there is one). A countersignature
// signs another signature, whatever the content.
func (s *Signer) Verify(content ...[]byte) error {
	if s.counter != nil {
		content = [][]byte{s.counter}
	}
	if s.Certificate == nil {
		return ErrCertificate
	}
	hash, err := hashOf(s.digest)
	if err != nil {
		return err
	}
	digest := sum(hash, content...)
	if s.signedRaw == nil {
		if s.counter == nil && !s.contentType.Equal(oid(1, 2, 840, 113549, 1, 7, 1)) {
			return fmt.Errorf("%w: no signed attributes", ErrMalformed)
		}
		return s.check(hash, func(crypto.Hash) []byte { return digest })
	}
	if err := s.checkAttributes(digest); err != nil {
		return err
	}
	err = s.check(hash, func(h crypto.Hash) []byte { return sum(h, s.signedRaw) })
	if err != nil {
		// 5.4 wants the attributes in DER order, which some programs sign in
		// and do not write in.
		sorted := s.sortedAttributes()
		err = s.check(hash, func(h crypto.Hash) []byte { return sum(h, sorted) })
	}
	return err
}

func (s *Signer) checkAttributes(digest []byte) error {
	v, found, err := one(s.signed, oid(1, 2, 840, 113549, 1, 9, 3))
	if err != nil {
		return err
	}
	if s.counter == nil {
		var id asn1.ObjectIdentifier
		if _, err := asn1.Unmarshal(v.FullBytes, &id); !found || err != nil || !id.Equal(s.contentType) {
			return fmt.Errorf("%w: content type", ErrDigest)
		}
	}
	v, found, err = one(s.signed, oid(1, 2, 840, 113549, 1, 9, 4))
	if err != nil {
		return err
	}
	if !found || v.Tag != asn1.TagOctetString || !bytes.Equal(v.Bytes, digest) {
		return ErrDigest
	}
	return s.checkSigningCertificate()
}

// checkSigningCertificate compares the certificate with the one the signer
// named, so that it cannot be exchanged for another on the same key.
func (s *Signer) checkSigningCertificate() error {
	for _, a := range []struct {
		id    asn1.ObjectIdentifier
		first crypto.Hash
	}{
		{oid(1, 2, 840, 113549, 1, 9, 16, 2, 47), crypto.SHA256}, // version 2
		{oid(1, 2, 840, 113549, 1, 9, 16, 2, 12), crypto.SHA1},
	} {
		v, found, err := one(s.signed, a.id)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		list := cursor{rest: v.Bytes}
		certs := list.enter(asn1.TagSequence)
		id := certs.enter(asn1.TagSequence)
		named := id.next()
		hash := a.first
		if named.Tag == asn1.TagSequence { // another algorithm
			in := cursor{rest: named.Bytes}
			if hash, err = hashOf(in.oid()); err != nil {
				return err
			}
			named = id.next()
		}
		var got []byte
		if hash == crypto.SHA1 {
			h := sha1.Sum(s.Certificate.Raw)
			got = h[:]
		} else {
			got = sum(hash, s.Certificate.Raw)
		}
		if id.err != nil || !bytes.Equal(named.Bytes, got) {
			return fmt.Errorf("%w: not the one the signer named", ErrCertificate)
		}
	}
	return nil
}

func (s *Signer) sortedAttributes() []byte {
	list := make([][]byte, 0, len(s.signed))
	total := 0
	for _, a := range s.signed {
		list = append(list, a.raw)
		total += len(a.raw)
	}
	slices.SortFunc(list, bytes.Compare)
	out := appendLength([]byte{asn1.TagSet | constructedBit}, total)
	return append(out, bytes.Join(list, nil)...)
}

// maxModulus bounds the time that one verification takes.
const maxModulus = 8192

// check verifies the signature value with the certificate's key.
func (s *Signer) check(digest crypto.Hash, sumOf func(crypto.Hash) []byte) error {
	id := s.algorithm.id.String()
	hash := digest
	if h, err := hashOf(s.algorithm.id); err == nil {
		hash = h
	}
	var ok bool
	switch key := publicKey(s.Certificate).(type) {
	case *rsa.PublicKey:
		if key.N.BitLen() > maxModulus {
			return fmt.Errorf("%w: key of %d bits", ErrAlgorithm, key.N.BitLen())
		}
		switch id {
		case "1.2.840.113549.1.1.10":
			opts, err := pssOptions(s.algorithm.params)
			if err != nil {
				return err
			}
			ok = rsa.VerifyPSS(key, opts.Hash, sumOf(opts.Hash), s.signature, opts) == nil
		case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13":
			ok = rsa.VerifyPKCS1v15(key, hash, sumOf(hash), s.signature) == nil
		default:
			return fmt.Errorf("%w: %s", ErrAlgorithm, id)
		}
	case *ecdsa.PublicKey:
		switch id {
		case "1.2.840.10045.2.1", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4":
			ok = ecdsa.VerifyASN1(key, sumOf(hash), s.signature)
		default:
			return fmt.Errorf("%w: %s", ErrAlgorithm, id)
		}
	default:
		return fmt.Errorf("%w: key", ErrAlgorithm)
	}
	if !ok {
		return ErrSignature
	}
	return nil
}

// publicKey gives a certificate's key, that of RSA-PSS too (RFC 4055 1.2),
// which package x509 leaves out.
func publicKey(c *x509.Certificate) any {
	if c.PublicKey != nil {
		return c.PublicKey
	}
	outer := cursor{rest: c.RawSubjectPublicKeyInfo}
	info := outer.enter(asn1.TagSequence)
	if !info.algorithm().id.Equal(oid(1, 2, 840, 113549, 1, 1, 10)) {
		return nil
	}
	var bits asn1.BitString
	if _, err := asn1.Unmarshal(info.rest, &bits); err != nil {
		return nil
	}
	key, err := x509.ParsePKCS1PublicKey(bits.Bytes)
	if err != nil {
		return nil
	}
	return key
}

// pssOptions reads the parameters of RSASSA-PSS (RFC 4055 3.1); without them
// the hash would be SHA-1, which is refused.
func pssOptions(params []byte) (*rsa.PSSOptions, error) {
	outer := cursor{rest: params}
	seq := outer.enter(asn1.TagSequence)
	var hashes [2]asn1.ObjectIdentifier
	for i := range hashes {
		v := seq.context(i)
		if v == nil {
			return nil, fmt.Errorf("%w: RSASSA-PSS with SHA-1", ErrAlgorithm)
		}
		in := cursor{rest: v.Bytes}
		a := in.algorithm()
		hashes[i] = a.id
		if i == 1 { // the mask's function, with its hash
			mask := cursor{rest: a.params}
			hashes[i] = mask.algorithm().id
		}
	}
	hash, err := hashOf(hashes[0])
	if err != nil {
		return nil, err
	}
	salt := 20
	if v := seq.context(2); v != nil {
		if _, err := asn1.Unmarshal(v.Bytes, &salt); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
		}
	}
	if !hashes[0].Equal(hashes[1]) || salt < 0 || salt > 512 {
		return nil, fmt.Errorf("%w: parameters of RSASSA-PSS", ErrAlgorithm)
	}
	if salt == 0 {
		return nil, fmt.Errorf("%w: RSASSA-PSS without salt", ErrAlgorithm)
	}
	return &rsa.PSSOptions{SaltLength: salt, Hash: hash}, nil
}

// Counter tells whether the signature is on another signature, not on the
// content (RFC 5652 11.4).
func (s *Signer) Counter() bool { return s.counter != nil }
