package acts

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// ErrReference is the kind of error of a reference that leads nowhere.
var ErrReference = errors.New("rinvio a qualcosa che non c'è")

// text resolves the references of t.
func (b *builder) text(t richtext.Text) richtext.Text {
	out, err := t.Resolve(b.answer)
	if err != nil && b.err == nil {
		b.err = err
	}
	return out
}

// answer gives the words for a reference, in the words of official acts.
func (b *builder) answer(ref richtext.Ref, alone bool) (richtext.Text, error) {
	words, found := "", false
	switch ref.Kind {
	case richtext.RefMeeting:
		m := b.meetings[ref.ID]
		if found = m != nil; found {
			words = meetingWords(m, ref.Part)
		}
	case richtext.RefPhase:
		words, found = b.phaseWords(ref.ID)
	case richtext.RefDeadline:
		if found = b.p.Deadline != nil; found {
			b.deadlineSaid = b.deadlineSaid || ref.Part != richtext.PartHour
			words = deadlineWords(b.p.Deadline, ref.Part)
		}
	case richtext.RefTable:
		for _, t := range b.p.Tables {
			if t.Number == ref.Number {
				words, found = t.Name, true
			}
		}
	case richtext.RefTables:
		if found = len(b.p.Tables) > 0; found {
			b.tablesSaid = true
			return b.tablesText(alone), nil
		}
	}
	if !found {
		return richtext.Text{}, fmt.Errorf("%w: {%s}", ErrReference, ref)
	}
	return richtext.Words(words), nil
}

// meetingWords are "mercoledì 6 novembre 2013, ore 15.30" and its parts.
func meetingWords(m *process.Meeting, part richtext.RefPart) string {
	date := "data da comunicare"
	if !m.Date.IsZero() {
		date = m.Date.Italian()
	}
	hour := "orario da comunicare"
	if m.Start.Set {
		hour = m.Start.String()
	}
	switch part {
	case richtext.PartDate:
		return date
	case richtext.PartHour:
		return hour
	case richtext.PartPlace:
		return placeWords(m)
	case richtext.Whole:
	}
	if !m.Date.IsZero() {
		date = process.WeekdayName(m.Date.Weekday()) + " " + date
	}
	if m.Start.Set {
		date += ", ore " + hour
	}
	return date
}

// placeWords are the place of a meeting; one held from remote needs none.
func placeWords(m *process.Meeting) string {
	switch {
	case m.Place.Printed != "":
		return m.Place.Printed
	case m.Mode == process.Remote:
		return "a distanza"
	}
	return "luogo da comunicare"
}

// phaseWords are "Fase 2", or the title of a phase without number.
func (b *builder) phaseWords(id string) (string, bool) {
	for _, f := range b.p.Phases {
		switch {
		case f.ID != id:
		case f.Number > 0:
			return "Fase " + strconv.Itoa(f.Number), true
		default:
			return "fase «" + f.Title + "»", true
		}
	}
	return "", false
}

// deadlineWords are "ore 12.00 del 5 novembre 2013" and its parts.
func deadlineWords(d *process.Deadline, part richtext.RefPart) string {
	switch part {
	case richtext.PartDate:
		return d.Date.Italian()
	case richtext.PartHour:
		return deadlineHour(d)
	case richtext.PartPlace, richtext.Whole:
	}
	return "ore " + deadlineHour(d) + " " + d.Date.With("del")
}

// tablesText is the list of the tables, or their names in a line.
func (b *builder) tablesText(alone bool) richtext.Text {
	names := make([]string, 0, len(b.p.Tables))
	for _, t := range b.p.Tables {
		names = append(names, t.Name)
	}
	if !alone {
		return richtext.Words(strings.Join(names, "; "))
	}
	list := richtext.Block{Kind: richtext.BulletList}
	consecutive := b.p.Tables[0].Number > 0
	for i, t := range b.p.Tables {
		consecutive = consecutive && t.Number == b.p.Tables[0].Number+i
	}
	if consecutive {
		list.Kind = richtext.OrderedList
		list.Start = b.p.Tables[0].Number
	}
	for i, name := range names {
		if n := b.p.Tables[i].Number; list.Kind == richtext.BulletList && n > 0 {
			name = "Tavolo " + strconv.Itoa(n) + ": " + name
		}
		end := ";"
		if i == len(names)-1 {
			end = "."
		}
		list.Items = append(list.Items, richtext.Words(strings.TrimRight(name, ".;")+end))
	}
	return richtext.Text{Blocks: []richtext.Block{list}}
}
