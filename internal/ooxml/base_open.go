package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a base. A letterhead is some hundred kilobytes; what is larger is a
// mistake or a trap.
const (
	BaseMost     = 10 << 20 // bytes of the file
	baseParts    = 2000
	baseUnpacked = 64 << 20 // bytes of all parts
	basePartMost = 24 << 20
	baseElements = 200_000 // of one part
	baseRatio    = 200     // unpacked to packed, of parts that are large when unpacked
	baseRatioMin = 4 << 20
)

// open unpacks the file in memory. It says nothing of what the parts hold.
func (r *baseReader) open(data []byte) {
	r.data, r.types, r.rels = map[string][]byte{}, map[string]string{}, map[string][]relationship{}
	r.spelt = map[string]string{}
	switch {
	case len(data) > BaseMost:
		r.fault("", repairSmaller, "il file supera %d MB", BaseMost>>20)
		return
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		r.fault("", "aprire il file, togliere la password e salvarlo come .docx", "il file è protetto da una password, oppure è un vecchio .doc")
		return
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.fault("", "indicare un file .docx; un file di altro tipo va prima aperto e salvato come .docx", "il file non è un .docx, oppure è rovinato")
		return
	}
	if r.refuseBomb(z.File); len(r.faults) > 0 {
		return
	}
	for _, f := range z.File {
		r.unpack(f)
	}
}

// refuseBomb looks at what the parts say of their sizes, before any is unpacked.
func (r *baseReader) refuseBomb(files []*zip.File) {
	if len(files) > baseParts {
		r.fault("", repairSmaller, "il file ha %d parti e ne sono ammesse %d", len(files), baseParts)
		return
	}
	total := uint64(0)
	for _, f := range files {
		size, packed := f.UncompressedSize64, f.CompressedSize64
		total += min(size, baseUnpacked+1)
		switch {
		case size > basePartMost:
			r.fault(printable(f.Name), repairSmaller, "la parte supera %d MB", basePartMost>>20)
		case size > baseRatioMin && size > packed*baseRatio:
			r.fault(printable(f.Name), repairSmaller, "la parte è compressa più di %d volte, come nei file fatti per bloccare i programmi", baseRatio)
		}
	}
	if total > baseUnpacked {
		r.fault("", repairSmaller, "le parti del file superano insieme %d MB", baseUnpacked>>20)
	}
}

func (r *baseReader) unpack(f *zip.File) {
	if why := badName(f.Name); why != "" {
		r.fault(printable(f.Name), repairSave, "il nome della parte %s", why)
		return
	}
	if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
		return // a folder: some programs that pack files write them
	}
	key := strings.ToLower(f.Name)
	if r.spelt[key] != "" {
		r.fault(f.Name, repairSave, "la parte c’è due volte")
		return
	}
	r.spelt[key] = f.Name
	data, err := unpackPart(f)
	if err != nil {
		r.fault(f.Name, repairSave, "la parte è rovinata o cifrata e non si legge")
		return
	}
	r.names = append(r.names, f.Name)
	r.data[f.Name] = data
}

var errPartUnread = fmt.Errorf("parte non leggibile: %w", zip.ErrFormat)

// unpackPart reads exactly as many bytes as the part said it has.
func unpackPart(f *zip.File) ([]byte, error) {
	const encrypted = 1
	if f.Flags&encrypted != 0 || f.Method != zip.Store && f.Method != zip.Deflate {
		return nil, errPartUnread
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, int64(f.UncompressedSize64)+1))
	if closed := in.Close(); err == nil {
		err = closed
	}
	if err == nil && uint64(len(data)) != f.UncompressedSize64 {
		err = errPartUnread
	}
	return data, err
}

// badName says what is wrong with the name of a part; nothing when it is one that
// stays inside the package whatever reads it (ECMA-376 part 2, 6.2.2).
func badName(name string) string {
	switch {
	case name == "" || len(name) > 255:
		return "è vuoto o troppo lungo"
	case !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) || strings.Contains(name, "%"):
		return "ha caratteri non ammessi"
	case strings.ContainsAny(name, `\:`) || strings.HasPrefix(name, "/"):
		return "è un percorso fuori dal file"
	}
	for segment := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		if segment == "" || strings.Trim(segment, ".") == "" {
			return "è un percorso fuori dal file"
		}
	}
	return ""
}

// printable is a name as it may be shown whatever it holds.
func printable(name string) string {
	const most = 80
	out := strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) && c != utf8.RuneError {
			return c
		}
		return '·'
	}, name)
	if r := []rune(out); len(r) > most {
		out = string(r[:most]) + "…"
	}
	return out
}

// resolve gives the part that a relationship leads to, as it is spelt in the
// package; empty when it is not there.
func (r *baseReader) resolve(source, target string) string {
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir("/"+source), target)
	}
	return r.spelt[strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))]
}
