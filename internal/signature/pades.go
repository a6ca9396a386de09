package signature

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"concerta/internal/signature/cms"
	"concerta/internal/signature/foreign"
)

// maxSignatures bounds the signatures of one file.
const maxSignatures = 64

// signatures reads the signatures in the fields of a revision, in order of
// signing: each covers those before it (ISO 32000-1 12.8.1). Two fields with
// the same signature count once; the second is told as a change.
func (m *model) signatures(ctx context.Context, revisions bool) ([]Signature, []Change, error) {
	type placed struct {
		Signature
		at int
	}
	var list []placed
	var repeated []Change
	first := map[int]string{}
	n := 0
	for _, f := range m.fields {
		d, err := m.signed(f)
		if err != nil {
			return nil, nil, err
		}
		if d == nil {
			continue
		}
		if n++; n > maxSignatures {
			return nil, nil, fmt.Errorf("%w: more than %d signatures", foreign.ErrMalformed, maxSignatures)
		}
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("reading the signatures: %w", err)
		}
		contents, _ := d["Contents"].(foreign.String)
		if other, twice := first[contents.At]; twice {
			repeated = append(repeated, Change{
				KindSignature, m.page(f),
				fmt.Sprintf("il campo «%s» ripete la firma del campo «%s»", f.name, other),
			})
			continue
		}
		first[contents.At] = f.name
		s := m.signature(d, contents, revisions)
		s.Field = f.name
		list = append(list, placed{s, contents.At})
	}
	slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	out := make([]Signature, 0, len(list))
	for _, p := range list {
		out = append(out, p.Signature)
	}
	return out, repeated, nil
}

// signature reads one signature dictionary (12.8.1, ETSI EN 319 142-1 5).
func (m *model) signature(d dict, contents foreign.String, revisions bool) Signature {
	head, tail, covers := m.covered(d["ByteRange"], contents, revisions)
	if head == nil {
		return Signature{Fault: "la firma non dice quali byte copre", Covers: false}
	}
	var out Signature
	message, used, err := cms.Parse(contents.Bytes)
	switch {
	case err != nil || len(message.Signers) == 0:
		out = Signature{Fault: faultOf(cms.ErrMalformed)}
	case d["SubFilter"] == name("ETSI.RFC3161"):
		out = docTimestamp(message, head, tail)
	case d["SubFilter"] == name("ETSI.CAdES.detached"), d["SubFilter"] == name("adbe.pkcs7.detached"):
		out = signatureOf(message.Signers[0], head, tail)
		switch {
		case !message.Detached && len(message.Content) > 0:
			out.Intact, out.Fault = false, "la firma porta un altro contenuto con sé"
		case len(message.Signers) > 1 && !message.Signers[1].Counter():
			out.Intact, out.Fault = false, "la firma ha più di un firmatario"
		}
	default:
		out = signatureOf(message.Signers[0])
		out.Intact, out.Fault = false, "la firma ha una forma non ammessa"
	}
	if err == nil && len(bytes.Trim(contents.Bytes[used:], "\x00")) > 0 {
		out.Intact, out.Fault = false, "la firma porta altri dati con sé"
	}
	out.Covers = covers
	if out.When.IsZero() {
		s, _ := d["M"].(foreign.String)
		out.When = date(text(s.Bytes))
	}
	return out
}

// docTimestamp reads a timestamp of the whole file (ETSI EN 319 142-1 5.4.3).
func docTimestamp(m *cms.Message, parts ...[]byte) Signature {
	out := signatureOf(m.Signers[0], m.Content)
	out.DocTimestamp = true
	when, err := m.Stamped(parts...)
	if err != nil {
		out.Intact, out.Fault = false, faultOf(err)
		return out
	}
	out.When, out.Timestamped = when, true
	return out
}

// covered gives the bytes that a ByteRange names, nil when it is not sane,
// and tells whether they are those of a whole revision: from the start of the
// file to the revision's end, without the signature value and nothing else
// (12.8.1, ETSI EN 319 142-1 5.3).
func (m *model) covered(v value, contents foreign.String, revisions bool) (head, tail []byte, whole bool) {
	list, err := m.f.Array(m.rev, v)
	if err != nil || len(list) != 4 {
		return nil, nil, false
	}
	data := m.f.Data
	var n [4]int
	for i, e := range list {
		num, ok := e.(foreign.Number)
		if !ok || num < 0 || num > foreign.Number(len(data)) || num != foreign.Number(int(num)) {
			return nil, nil, false
		}
		n[i] = int(num)
	}
	end := n[2] + n[3]
	if n[0]+n[1] > n[2] || end > len(data) {
		return nil, nil, false
	}
	head, tail = data[n[0]:n[0]+n[1]], data[n[2]:end]
	if contents.At < 0 || n[0] != 0 || n[1] != contents.At || n[2] != contents.End {
		return head, tail, false
	}
	limit := len(data)
	if revisions {
		for rev := range m.f.Revisions() {
			if m.f.End(rev) > contents.At {
				limit = m.f.End(rev)
				break
			}
		}
	}
	// The line end after %%EOF may be missing from it.
	rest := data[min(end, limit):limit]
	whole = end <= limit && len(bytes.Trim(rest, "\r\n")) == 0 && len(rest) <= 2 &&
		bytes.HasSuffix(bytes.TrimRight(tail, "\r\n"), []byte("%%EOF"))
	return head, tail, whole
}

// date reads a date (7.9.4); zero when it is none.
func date(s string) time.Time {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "D:"), "'", "")
	for _, layout := range []string{"20060102150405Z0700", "20060102150405Z07", "20060102150405Z0000", "20060102150405"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
