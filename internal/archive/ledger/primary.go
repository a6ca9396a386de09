package ledger

// Primary is the document that counts: what came back signed, or else the
// scan of what was signed on paper, the original, or the document itself.
func (a *Act) Primary() (StoredFile, bool) {
	if i := primaryOf(a.Files); i >= 0 {
		return a.Files[i], true
	}
	return StoredFile{}, false
}

// primaryOf is the place of the newest document that counts, -1 when there is none.
func primaryOf(files []StoredFile) int {
	for _, r := range []Role{Return, Scan, PDF, Document} {
		for i := len(files) - 1; i >= 0; i-- {
			if files[i].Role == r {
				return i
			}
		}
	}
	return -1
}

// Described is the place of the document that the metadata at place i of an act's
// files are of: the one that came just before them in the same entry, or else the one
// that counted when they came, of which something was registered. Of several metadata
// of one document the last count.
func Described(files []StoredFile, i int) int {
	if i > 0 && files[i-1].Seq == files[i].Seq && files[i-1].Role.IsDocument() {
		return i - 1
	}
	return primaryOf(files[:i])
}
