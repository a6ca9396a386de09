package signature

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
)

// What of a PDF is unpacked to be looked at, at most.
const (
	mostUnpacked = 32 << 20 // bytes
	mostPacked   = 5000     // object streams
)

// scanned says why a PDF is refused, from its bytes alone, when its tables do not hold;
// nothing when it is not. Names may be written with escapes, and objects may stand in
// packed streams: both are undone first.
func scanned(content []byte) []string {
	all := plainNames(content)
	objects, whole := packedObjects(all)
	objects = append(objects, outsideStreams(all)...)
	var reasons []string
	add := func(reason string) {
		if !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	if !whole {
		add("ha parti impacchettate che non si possono controllare")
	}
	for _, k := range []struct {
		name, reason string
		in           []byte
	}{
		// Long names do not come about by chance: they are looked for everywhere, also
		// where something only pretends to be a stream.
		{"/JavaScript", "contiene JavaScript", all},
		{"/JavaScript", "contiene JavaScript", objects},
		{"/JS", "contiene JavaScript", objects},
		{"/Launch", "avvia altri programmi", all},
		{"/Launch", "avvia altri programmi", objects},
		{"/EmbeddedFile", "porta file allegati", all},
		{"/EmbeddedFile", "porta file allegati", objects},
		{"/RichMedia", "contiene filmati, suoni o oggetti interattivi", all},
		{"/RichMedia", "contiene filmati, suoni o oggetti interattivi", objects},
		{"/XFA", "contiene un modulo XFA", objects},
		{"/Encrypt", "è cifrato", all},
		{"/AA", "esegue azioni automatiche", objects},
	} {
		if hasName(k.in, k.name) {
			add(k.reason)
		}
	}
	if actsAlone(objects) {
		add("esegue un’azione all’apertura")
	}
	return reasons
}

// actsAlone tells whether a PDF does something when it is opened, other than to show one
// of its pages, which many programs have it do.
func actsAlone(objects []byte) bool {
	opens := regexp.MustCompile(`/OpenAction\s*(\[|<<|[0-9]+\s+[0-9]+\s+R)?`)
	shows := regexp.MustCompile(`^\s*(\[|<<[^>]*/S\s*/GoTo[\s/>\[])`)
	for _, at := range opens.FindAllSubmatchIndex(objects, -1) {
		switch value := objects[at[0]+len("/OpenAction") : at[1]]; {
		case at[2] < 0:
			return true
		case bytes.HasSuffix(value, []byte("R")):
			name := bytes.TrimSuffix(bytes.TrimSpace(value), []byte("R"))
			header := regexp.MustCompile(`(?:^|[^0-9])` + string(bytes.Join(bytes.Fields(name), []byte(`\s+`))) + `\s+obj`)
			where := header.FindAllIndex(objects, -1)
			if len(where) != 1 || !shows.Match(objects[where[0][1]:]) { // two of one name: who knows which
				return true
			}
		case !shows.Match(objects[at[2]:]):
			return true
		}
	}
	return false
}

// plainNames undoes the escapes of names: /J#53 is /JS.
func plainNames(content []byte) []byte {
	out := make([]byte, 0, len(content))
	for i := 0; i < len(content); i++ {
		var b [1]byte
		if content[i] == '#' && i+2 < len(content) {
			if _, err := hex.Decode(b[:], content[i+1:i+3]); err == nil && b[0] > ' ' && b[0] < 0x7f {
				out = append(out, b[0])
				i += 2
				continue
			}
		}
		out = append(out, content[i])
	}
	return out
}

// packedObjects are the objects that stand in packed streams; false when not all of
// them could be unpacked.
func packedObjects(content []byte) (objects []byte, whole bool) {
	const header = 1 << 10 // in which the dictionary of a stream ends
	for n := 0; ; n++ {
		_, rest, found := bytes.Cut(content, []byte("/ObjStm"))
		if !found {
			return objects, true
		}
		content = rest
		_, packed, found := bytes.Cut(rest[:min(len(rest), header)], []byte("stream"))
		if !found {
			continue // not the dictionary of a stream
		}
		packed = bytes.TrimLeft(rest[len(rest[:min(len(rest), header)])-len(packed):], "\r\n")
		z, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil || n == mostPacked {
			return objects, false
		}
		more, err := io.ReadAll(io.LimitReader(z, mostUnpacked-int64(len(objects))+1))
		objects = append(objects, '\n')
		objects = append(objects, plainNames(more)...)
		if err != nil || len(objects) > mostUnpacked {
			return objects, false
		}
	}
}

// outsideStreams leaves out the packed parts of a PDF, in which any bytes may stand.
func outsideStreams(content []byte) []byte {
	begin := regexp.MustCompile(`>>\s*stream\r?\n`)
	var out []byte
	for {
		at := begin.FindIndex(content)
		if at == nil {
			return append(out, content...)
		}
		out = append(out, content[:at[0]+len(">>")]...)
		_, rest, found := bytes.Cut(content[at[1]:], []byte("endstream"))
		if !found {
			return append(out, content[at[1]:]...) // nothing ends it: nothing is left out
		}
		out, content = append(out, '\n'), rest
	}
}

// hasName tells whether a name stands in a PDF, and not only its beginning; of
// /EmbeddedFile also the plural.
func hasName(content []byte, name string) bool {
	for {
		_, rest, found := bytes.Cut(content, []byte(name))
		if !found {
			return false
		}
		if len(rest) == 0 || !isNameByte(rest[0]) || rest[0] == 's' {
			return true
		}
		content = rest
	}
}

func isNameByte(b byte) bool {
	return b > ' ' && !bytes.ContainsRune([]byte("()<>[]{}/%"), rune(b))
}
