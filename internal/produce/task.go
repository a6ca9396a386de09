package produce

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/process"
)

// Task is one act of a process and the names it goes by, each of one task only.
type Task struct {
	acts.Job

	Name string // of its files, without extension: "2013-11-07_registro_plenaria"
	ID   string // "registro_plenaria_2": of what it is for, stays when dates and titles change
}

// FileName is the name of the act's file in the format.
func (t Task) FileName(f Format) string { return t.Name + "." + f.Ext }

// Tasks are the acts of the kinds that p has, in the order of the kinds. Their
// names depend on p alone, not on which other kinds are asked for.
func Tasks(p *process.Process, kinds ...acts.Kind) ([]Task, error) {
	var jobs []acts.Job
	for _, k := range kinds {
		list, err := acts.Jobs(p, k)
		if err != nil {
			return nil, fmt.Errorf("listing the acts of %s: %w", p.Key, err)
		}
		jobs = append(jobs, list...)
	}
	return Named(jobs...), nil
}

// Named gives the jobs their names.
func Named(jobs ...acts.Job) []Task {
	list := make([]Task, 0, len(jobs))
	names, ids := unique{}, unique{}
	for _, j := range jobs {
		list = append(list, Task{Job: j, Name: names.name(fileName(j)), ID: ids.name(identity(j))})
	}
	return list
}

// fileName is "[date_]act[_subject]".
func fileName(j acts.Job) string {
	name := string(j.Kind)
	if !j.Date.IsZero() {
		name = j.Date.String() + "_" + name
	}
	if slug := safe(j.Slug); slug != "" {
		name += "_" + slug
	}
	return name
}

// identity is "act[_breve][_for][_table]".
func identity(j acts.Job) string {
	name := string(j.Kind)
	if j.Short {
		name += "_breve"
	}
	if j.For != "" {
		name += "_" + safe(j.For)
	}
	if j.Table != 0 {
		name += "_" + strconv.Itoa(j.Table)
	}
	return name
}

// WithShortForms adds to registers that are to be printed together the short
// adhesion forms of their meetings, after the last register of each.
func WithShortForms(p *process.Process, registers []Task) ([]Task, error) {
	forms, err := Tasks(p, acts.AdhesionForm)
	if err != nil {
		return nil, err
	}
	var list []Task
	for i, r := range registers {
		list = append(list, r)
		more := func(t Task) bool { return t.For == r.For && t.Kind == acts.Register }
		if r.Kind != acts.Register || slices.ContainsFunc(registers[i+1:], more) {
			continue
		}
		for _, f := range forms {
			if f.Short && f.For == r.For && !slices.ContainsFunc(registers, func(t Task) bool { return t.ID == f.ID }) {
				list = append(list, f)
			}
		}
	}
	return list, nil
}

// PrintTitle is what a print copy of acts of p says of itself.
func PrintTitle(p *process.Process) string { return "Copia da stampare – " + p.Title }

// PrintName is the name of the file, without extension, of a print copy of the
// tasks: of what they have in common.
func PrintName(tasks []Task) string {
	if len(tasks) == 1 {
		return tasks[0].Name + "_stampa"
	}
	common := tasks[0].Job
	for _, t := range tasks[1:] {
		if t.Kind != common.Kind {
			common.Kind = "atti"
		}
		if t.Date != common.Date {
			common.Date = process.Date{}
		}
		if t.For != common.For {
			common.For = ""
		}
	}
	common.Slug = common.For
	return fileName(common) + "_stampa"
}

// longestSubject is in characters: with the rest of the name and the mark of a
// temporary file it stays under the 255 that file systems allow.
const longestSubject = 120

// safe keeps the part of a name that every file system and address takes as it
// is. Some file systems do not tell capitals from small letters.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(s))
	return strings.Trim(s[:min(len(s), longestSubject)], "-")
}

// unique gives each name once: a second "a" becomes "a_2".
type unique map[string]bool

func (u unique) name(s string) string {
	name := s
	for n := 2; u[name]; n++ {
		name = s + "_" + strconv.Itoa(n)
	}
	u[name] = true
	return name
}
