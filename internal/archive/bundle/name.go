package bundle

import (
	"path"
	"strconv"
	"strings"

	"concerta/internal/archive/ledger"
)

const (
	longestFolder = 80  // characters
	longestName   = 100 // characters; a whole path stays under the 260 that some systems allow
)

// safe is a name that every file system takes for a plain one. Letters other than
// those of Western and Central European languages become underscores too: what
// looks or sorts alike to one system would be two files to another.
func safe(name string, most int) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z',
			r >= 'À' && r <= 'ž' && r != '×' && r != '÷' && r != 'ŉ' && r != 'İ' && r != 'ı',
			strings.ContainsRune("-_.()+,' ’", r):
			return r
		}
		return '_'
	}, name)
	name = strings.Trim(strings.TrimLeft(name, "."), " ")
	name = strings.TrimRight(name, ". ")
	stem, ext := split(name)
	if runes := []rune(stem); len(runes)+len(ext) > most {
		stem = strings.TrimRight(string(runes[:most-len(ext)]), ". ")
	}
	if stem == "" {
		stem = "file"
	}
	if reserved(stem) {
		stem = "_" + stem
	}
	return stem + ext
}

// split takes the extension, or the two of a signed file ("avviso.pdf.p7m"), off a
// name.
func split(name string) (stem, ext string) {
	const longest = 12
	for range 2 {
		e := path.Ext(name)
		if e == "" || len(e) == 1 || len(e)+len(ext) > longest || len(e) == len(name) || strings.ContainsAny(e, " ’") {
			break
		}
		name, ext = strings.TrimSuffix(name, e), e+ext
	}
	return name, ext
}

// reserved tells whether Windows takes the name for a device.
func reserved(stem string) bool {
	first, _, _ := strings.Cut(strings.ToUpper(stem), ".")
	switch first {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(first) == 4 && (strings.HasPrefix(first, "COM") || strings.HasPrefix(first, "LPT")) && first[3] >= '0' && first[3] <= '9'
}

// folded is the same for names that some system takes for one.
func folded(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.ToUpper(name)), "ß", "ss")
}

// names gives out names of one folder, each once.
type names map[string]int

// take gives the name, with a number when it is taken.
func (n names) take(name string) string {
	stem, ext := split(name)
	for {
		key := folded(name)
		if _, taken := n[key]; !taken {
			n[key] = 1
			return name
		}
		first := folded(stem + ext)
		n[first]++
		name = Numbered(stem+ext, n[first])
	}
}

// FileNames are the names in one folder of the files of an act, in their order, no
// two alike: those of an act may come with any name, again and again. Metadata are
// named after the document that they are of, whatever it is called there.
func FileNames(stored []ledger.StoredFile) []string {
	taken := names{}
	list := make([]string, 0, len(stored))
	for i, f := range stored {
		name := safe(f.Name, longestName)
		if f.Role == ledger.Metadata {
			if of := ledger.Described(stored, i); of >= 0 {
				name = list[of] + ".metadati.xml"
			}
		}
		list = append(list, taken.take(name))
	}
	return list
}

// Numbered is the name with a number before its extension.
func Numbered(name string, n int) string {
	stem, ext := split(name)
	return stem + "_" + strconv.Itoa(n) + ext
}
