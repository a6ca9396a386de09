package cms

import (
	"bytes"
	"encoding/asn1"
	"fmt"
	"time"
)

// TypeTimestamp is the content of a timestamp token (RFC 3161 2.4.2).
const TypeTimestamp = "1.2.840.113549.1.9.16.1.4"

// Claimed is the time the signer says, zero when none is said (RFC 5652 11.3).
func (s *Signer) Claimed() time.Time {
	v, found, err := one(s.signed, oid(1, 2, 840, 113549, 1, 9, 5))
	if err != nil || !found {
		return time.Time{}
	}
	if v.Tag == asn1.TagGeneralizedTime {
		return generalizedTime(v)
	}
	var t time.Time
	if _, err := asn1.Unmarshal(v.FullBytes, &t); err != nil {
		return time.Time{}
	}
	return t
}

// Timestamp is the time of the timestamp token on the signature (RFC 3161
// appendix A), zero when there is none that verifies.
func (s *Signer) Timestamp() time.Time {
	for _, a := range s.unsigned {
		if !a.id.Equal(oid(1, 2, 840, 113549, 1, 9, 16, 2, 14)) {
			continue
		}
		m, _, err := Parse(a.values)
		if err != nil {
			continue
		}
		if t, err := m.Stamped(s.signature); err == nil {
			return t
		}
	}
	return time.Time{}
}

// Stamped checks that a timestamp token is of the data, given in parts, and
// gives its time.
func (m *Message) Stamped(data ...[]byte) (time.Time, error) {
	if m.Type != TypeTimestamp || len(m.Signers) == 0 {
		return time.Time{}, fmt.Errorf("%w: no timestamp token", ErrMalformed)
	}
	outer := cursor{rest: m.Content}
	info := outer.enter(asn1.TagSequence)
	info.next() // version
	info.oid()  // policy
	imprint := info.enter(asn1.TagSequence)
	id := imprint.algorithm().id
	want := imprint.next().Bytes
	info.next() // serial number
	t := generalizedTime(info.next())
	if imprint.err != nil || info.err != nil || t.IsZero() {
		return time.Time{}, fmt.Errorf("%w: timestamp token", ErrMalformed)
	}
	hash, err := hashOf(id)
	if err != nil {
		return time.Time{}, err
	}
	if !bytes.Equal(sum(hash, data...), want) {
		return time.Time{}, ErrDigest
	}
	return t, m.Signers[0].Verify(m.Content)
}

// generalizedTime reads a time with or without parts of a second; zero when
// it is none.
func generalizedTime(v asn1.RawValue) time.Time {
	if v.Tag != asn1.TagGeneralizedTime {
		return time.Time{}
	}
	t, err := time.Parse("20060102150405Z", string(v.Bytes))
	if err != nil {
		return time.Time{}
	}
	return t
}
