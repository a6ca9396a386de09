package bundle

import (
	"fmt"
	"path"
	"strings"
	"time"

	"concerta/internal/archive/ledger"
)

// placed is a file of an act with its path in the package.
type placed struct {
	ledger.StoredFile
	path string
	at   time.Time // when it was stored
}

// name is the last part of the path.
func (p placed) name() string { return path.Base(p.path) }

// actFolder is the folder of an act or document.
type actFolder struct {
	act   *ledger.Act
	path  string
	files []placed

	accepted []string // what its signed files were taken in with, and why
}

// folders lays out the files of all acts and documents. The paths follow from the
// entries alone, so that whoever verifies a package finds them again.
func (c *caseFile) folders() []actFolder {
	taken := map[string]names{}
	list := make([]actFolder, 0, len(c.acts))
	for _, a := range c.acts {
		parent, name := c.folderName(a)
		if taken[parent] == nil {
			taken[parent] = names{}
		}
		f := actFolder{act: a, path: parent + "/" + taken[parent].take(safe(name, longestFolder)), accepted: c.accepted[a.ID]}
		f.files = c.files(f.path, a.Files)
		list = append(list, f)
	}
	return list
}

func (c *caseFile) folderName(a *ledger.Act) (parent, name string) {
	day := a.At.In(c.zone).Format(time.DateOnly)
	if t, err := time.Parse(time.DateOnly, a.Date); err == nil {
		day = t.Format(time.DateOnly)
	}
	tail := a.ID[strings.LastIndex(a.ID, ".")+1:]
	switch {
	case a.Kind == ledger.KindDocument:
		return "documenti", day + "_" + a.Title
	case a.Kind == ledger.KindUnmatched:
		return "non-corrispondenti", day + "_" + tail
	case a.Number > 0:
		return "atti", fmt.Sprintf("%07d-%d_%s", a.Number, a.Year, a.Task)
	}
	return "atti", day + "_" + a.Task + "_" + tail
}

// files places the files of an act in its folder.
func (c *caseFile) files(dir string, stored []ledger.StoredFile) []placed {
	var list []placed
	for i, name := range FileNames(stored) {
		list = append(list, placed{stored[i], dir + "/" + name, c.moments[stored[i].Seq]})
	}
	return list
}

// versionNote says what is in the folder of a version of the process.
type versionNote struct {
	Process string        `json:"process"`
	Version int           `json:"version"`
	Digest  ledger.Digest `json:"digest"`
	Files   []versionFile `json:"files"` // the process file first
}

type versionFile struct {
	Name string `json:"name"` // as the process file writes it; empty for itself
	File string `json:"file"` // in the folder
}

const (
	noteName   = "versione.json"
	sourceName = "procedimento.yaml"
)

func versionFolder(n int) string { return fmt.Sprintf("procedimento/versione-%04d", n) }

// noteOf names the files of a version.
func noteOf(process string, number int, digest ledger.Digest, attachments []string) versionNote {
	note := versionNote{process, number, digest, []versionFile{{"", sourceName}}}
	taken := names{}
	for _, name := range attachments {
		note.Files = append(note.Files, versionFile{name, "allegati/" + taken.take(safe(name, longestName))})
	}
	return note
}
