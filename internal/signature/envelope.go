package signature

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"slices"

	"concerta/internal/signature/cms"
)

// maxLayers bounds envelopes inside envelopes.
const maxLayers = 8

// unwrap opens the envelopes around a file, the outermost first, and gives
// the signatures on each with the content of the last. Tail says that bytes
// which nobody signed follow an envelope.
func unwrap(ctx context.Context, data []byte) (layers [][]Signature, content []byte, tail bool, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, nil, false, fmt.Errorf("reading the signed file: %w", err)
		}
		der, is := envelope(data)
		if !is {
			return layers, data, tail, nil
		}
		if len(layers) == maxLayers {
			return nil, nil, false, unreadable("il file ha troppe buste una dentro l’altra", nil)
		}
		m, used, err := cms.Parse(der)
		if err != nil {
			return nil, nil, false, unreadable("il file .p7m è danneggiato o non è una busta firmata", err)
		}
		if m.Detached {
			return nil, nil, false, unreadable("la busta contiene solo la firma e non il documento", nil)
		}
		tail = tail || len(bytes.Trim(der[used:], "\x00 \r\n\t")) > 0
		var list []Signature
		for _, s := range m.Signers {
			if err := ctx.Err(); err != nil {
				return nil, nil, false, fmt.Errorf("reading the signed file: %w", err)
			}
			list = append(list, signatureOf(s, m.Content))
		}
		layers = append(layers, inOrder(list))
		data = m.Content
	}
}

// envelope tells whether data is a signed message, which programs also write
// as PEM or in base64, and gives its bytes.
func envelope(data []byte) (der []byte, is bool) {
	if len(data) > 0 && data[0] == 0x30 {
		return data, true
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 64)], []byte("\xef\xbb\xbf")), " \r\n\t")
	switch {
	case bytes.HasPrefix(text, []byte("-----BEGIN")):
		block, _ := pem.Decode(data)
		if block == nil {
			return data, true // a damaged one
		}
		return block.Bytes, true
	case len(text) > 8 && text[0] == 'M' && text[1] == 'I':
		clean := bytes.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == ' ' || r == '\t' || r == '\ufeff' {
				return -1
			}
			return r
		}, data)
		out := make([]byte, base64.StdEncoding.DecodedLen(len(clean)))
		n, err := base64.StdEncoding.Decode(out, clean)
		if err != nil {
			return data, true
		}
		return out[:n], true
	}
	return nil, false
}

// inOrder puts parallel signatures in order of time, which their place in a
// SET does not say; countersignatures stay after what they sign.
func inOrder(list []Signature) []Signature {
	var groups [][]Signature
	for _, s := range list {
		if s.Counter && len(groups) > 0 {
			groups[len(groups)-1] = append(groups[len(groups)-1], s)
			continue
		}
		groups = append(groups, []Signature{s})
	}
	if !slices.ContainsFunc(groups, func(g []Signature) bool { return g[0].When.IsZero() }) {
		slices.SortStableFunc(groups, func(a, b []Signature) int { return a[0].When.Compare(b[0].When) })
	}
	return slices.Concat(groups...)
}
