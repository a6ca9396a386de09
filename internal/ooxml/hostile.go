package ooxml

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"
)

// Hostile says, in Italian, why a packed document made elsewhere (DOCX, XLSX, PPTX,
// ODT) is refused; nothing when it is not. It looks at what could exhaust or deceive
// whoever opens it: how much it unpacks to, parts that are not what the directory says,
// names out of the file, XML with a DTD, macros. The limits are those of a base, the
// size of the file apart: that is for the caller to bound. It keeps one part in memory.
func Hostile(data []byte) []string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return []string{"non è un documento intero: è rovinato, o è di un altro tipo"}
	}
	r := &baseReader{}
	r.refuseBomb(z.File)
	for _, f := range z.File {
		if len(r.faults) > 0 {
			break // nothing is unpacked of what might have no end
		}
		r.lookInto(f)
	}
	list := make([]string, 0, len(r.faults))
	for _, f := range r.faults {
		list = append(list, f.String())
	}
	return list
}

func (r *baseReader) lookInto(f *zip.File) {
	name := printable(f.Name)
	if why := badName(f.Name); why != "" {
		r.fault(name, "", "il nome della parte %s", why)
		return
	}
	if strings.HasPrefix(strings.ToLower(path.Base(f.Name)), "vbaproject") {
		r.fault("", "", "contiene macro")
		return
	}
	part, err := unpackPart(f)
	switch {
	case err != nil:
		r.fault(name, "", "la parte è rovinata o cifrata e non si può controllare")
	case hasDTD(part):
		r.fault(name, "", "la parte dichiara entità (DOCTYPE), con cui si fanno leggere altri file o si blocca chi apre il documento")
	}
}

// hasDTD tells whether a part that could be XML, in whatever encoding, declares a
// document type. Inside pictures these words do not come about by chance.
func hasDTD(part []byte) bool {
	const begin = 64
	if !bytes.Contains(part[:min(len(part), begin)], []byte("<")) {
		return false
	}
	plain := bytes.ReplaceAll(part, []byte{0}, nil) // UTF-16 and UTF-32
	return bytes.Contains(plain, []byte("<!DOCTYPE")) || bytes.Contains(plain, []byte("<!ENTITY"))
}
