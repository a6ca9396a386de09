package produce

import (
	"io/fs"
	"slices"
	"time"

	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/store"
)

// Source is a process file and the files it may name.
type Source struct {
	Name   string // as findings call it
	Bytes  []byte
	Assets fs.FS // where the logo is; nil for none

	Prints func(rune) bool // tells which characters acts can show; nil: nobody is asked

	Version int       // 0 when it is not kept in the store
	Saved   time.Time // when the version was saved; zero when it is not kept
}

// Stored is the source of a process kept in the store.
func Stored(p *store.Process) Source {
	return Source{Name: p.Key, Bytes: p.Source, Assets: p.Assets(), Version: p.Version, Saved: p.SavedAt}
}

// Review is a process file as read and checked.
type Review struct {
	Process  *process.Process  // nil when so little could be read that there is none
	Findings []process.Finding // of reading and of the rules, in the order of the file
	Besides  []process.Finding // when the file is not legible: of the rules that judge what was read of it all the same
	Legible  bool              // the file was read without an error: an act, or a draft of it, can be made
	Version  int               // as in Source
	Saved    time.Time
}

// Read reads and checks a process file and gives every finding at once. Of a file
// with reading errors only the rules that no such error deceives are applied: what is
// missing because it could not be read would be found wrong twice.
func Read(src Source) *Review {
	file, findings := processfile.Read(src.Name, src.Bytes, src.Assets)
	r := &Review{Findings: findings, Legible: !hasError(findings), Version: src.Version, Saved: src.Saved}
	if file == nil || file.Process == nil {
		r.Legible = false
		return r
	}
	r.Process = file.Process
	if r.Legible {
		found := append(process.Check(file.Process), letterFindings(src, file.Process)...)
		r.Findings = append(r.Findings, file.Locate(found)...)
		process.SortFindings(r.Findings)
	} else {
		r.Besides = file.Locate(process.CheckApart(file.Process, processfile.Whole(findings)))
	}
	return r
}

// All are the findings, and those besides, in the order of the file: all that whoever
// repairs the file can repair at once.
func (r *Review) All() []process.Finding {
	all := slices.Concat(r.Findings, r.Besides)
	process.SortFindings(all)
	return all
}

// Clean tells whether the act can be made and not only a draft of it.
func (r *Review) Clean() bool { return r.Legible && !hasError(r.Findings) }

// Count is the number of all the findings of severity s.
func (r *Review) Count(s process.Severity) int {
	n := 0
	for _, f := range slices.Concat(r.Findings, r.Besides) {
		if f.Severity == s {
			n++
		}
	}
	return n
}

func hasError(findings []process.Finding) bool {
	return slices.ContainsFunc(findings, func(f process.Finding) bool { return f.Severity == process.Error })
}
