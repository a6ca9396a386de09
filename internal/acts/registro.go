package acts

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// registerRecipe makes the attendance registers: sheets to sign on paper, made
// so that a scan of them can be read.
func registerRecipe() recipe {
	return recipe{
		kind:   Register,
		words:  KindWords{One: "Registro delle presenze", Many: "Registri delle presenze", Formal: "Registro delle presenze"},
		schema: registerSchema,
		read:   reading[RegisterView],
		jobs:   registerJobs,
		view:   func(p *process.Process, j Job) (view, error) { return NewRegisterView(p, j.For, j.Table) },
		finish: finishRegister,
	}
}

func registerJobs(p *process.Process) []Job {
	var list []Job
	for _, m := range p.Meetings() {
		for _, n := range registerTables(m) {
			list = append(list, registerJob(p, m, n))
		}
	}
	return list
}

func registerJob(p *process.Process, m *process.Meeting, table int) Job {
	j := Job{Kind: Register, For: m.ID, Table: table, Title: "Registro delle presenze – " + meetingName(m), Slug: m.ID, Date: m.Date}
	if t := registerTable(p, m, table); t != nil {
		j.Title += " – " + tableName(*t)
	}
	if table > 0 {
		j.Slug += "-tavolo-" + strconv.Itoa(table)
	}
	return j
}

// registerTables says which registers a meeting has, by number of table; 0 is
// the register of the whole meeting, or of its own table. People sit together in
// a plenary meeting, and choose their table by signing where attendance counts
// as adhesion: one register. Otherwise each table addressed has its own.
func registerTables(m *process.Meeting) []int {
	switch {
	case len(m.Tables) == 0 || isPlenary(m):
		return []int{0}
	case m.OwnTable != "":
		return append([]int{0}, m.Tables...)
	}
	return m.Tables
}

func isPlenary(m *process.Meeting) bool {
	return strings.Contains(strings.ToLower(m.Kind), "plenari") || slices.Contains(m.Effects, process.AttendanceIsAdhesion)
}

// registerTable is the table a register is of; nil for the whole meeting.
func registerTable(p *process.Process, m *process.Meeting, table int) *Tavolo {
	if table == 0 {
		if m.OwnTable == "" {
			return nil
		}
		return &Tavolo{Nome: m.OwnTable}
	}
	if list := tablesOf(p, []int{table}); len(list) > 0 {
		return &list[0]
	}
	return &Tavolo{Numero: table}
}

// tableName is "Tavolo 3: Anziani", "Tavolo: Anziani".
func tableName(t Tavolo) string {
	name := "Tavolo"
	if t.Numero > 0 {
		name += " " + strconv.Itoa(t.Numero)
	}
	if t.Nome != "" {
		name += ": " + t.Nome
	}
	return name
}

// meetingName is "prima sessione del 6 novembre 2013"; a meeting without a label
// is told from others of the day by its hour.
func meetingName(m *process.Meeting) string {
	name := m.Label
	if name == "" {
		name = "incontro"
	}
	if m.Date.IsZero() {
		return name + " in data da comunicare"
	}
	name += " " + m.Date.With("del")
	if m.Label == "" && m.Start.Set {
		name += ", ore " + m.Start.String()
	}
	return name
}

func (v RegisterView) about() about {
	a := v.of(v.job)
	if v.job.Table > 0 {
		a.name += "/tavolo-" + strconv.Itoa(v.job.Table)
	}
	return a
}

// finishRegister gives every page its marks for scanning. Large print needs the
// width of the sheet: the columns keep their shares of it.
func finishRegister(d *doc.Document, _ view) {
	if d.Large {
		for _, b := range d.Blocks {
			if s, ok := b.(*doc.Section); ok {
				s.Orientation = doc.Landscape
			}
		}
	}
	d.Running.Scan = &doc.Scan{Code: scanCode(d)}
}

// scanCode is a short code for what a page belongs to: act, revision and size of
// print, which together settle where its rows are.
func scanCode(d *doc.Document) string {
	const letters = 10 // all that a page code has room for
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%t", d.Running.Foot, d.Large))
	return base32.StdEncoding.EncodeToString(sum[:])[:letters]
}

// adhesionSentence is what the office's own text says on adhering by attendance:
// its first paragraph that speaks of adhesion. Empty when none does.
func adhesionSentence(t richtext.Text) richtext.Text {
	sentence, _ := cutAdhesion(t)
	return sentence
}

// cutAdhesion parts that paragraph from the rest of the text.
func cutAdhesion(t richtext.Text) (sentence, rest richtext.Text) {
	for i, b := range t.Blocks {
		one := richtext.Text{Blocks: []richtext.Block{b}}
		if b.Kind == richtext.Paragraph && speaksOf(one, "adesione") {
			return one, richtext.Text{Blocks: slices.Delete(slices.Clone(t.Blocks), i, i+1)}
		}
		for k, it := range b.Items {
			if found, less := cutAdhesion(it); !found.IsEmpty() {
				b.Items = slices.Clone(b.Items)
				b.Items[k] = less
				t.Blocks = slices.Clone(t.Blocks)
				t.Blocks[i] = b
				return found, t
			}
		}
	}
	return richtext.Text{}, t
}

func speaksOf(t richtext.Text, words string) bool {
	return strings.Contains(strings.ToLower(oneLine(t.Plain())), words)
}

// outsideNotice is the text of a meeting as an act other than the notice says it.
// A sentence on adhering that points at the notice («in calce al presente avviso»)
// leads nowhere there: it is left out, and the template says what it comes to.
func outsideNotice(m *Incontro) richtext.Text {
	sentence, rest := cutAdhesion(m.Contenuto)
	if !m.ValeAdesione || !speaksOf(sentence, "presente avviso") {
		return m.Contenuto
	}
	return rest
}
