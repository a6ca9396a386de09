package web

import (
	"fmt"
	"strings"

	"concerta/internal/process"
	"concerta/internal/produce"
)

// calendarPart is a phase, or the whole calendar of a process without phases.
type calendarPart struct {
	Title string
	Rows  []calendarRow
}

// calendarRow is a meeting or a stretch of days.
type calendarRow struct {
	When  string
	What  string
	Where string
}

// calendar is the calendar of a process in the order in which the notice has it.
func calendar(p *process.Process) []calendarPart {
	var parts []calendarPart
	add := func(title string, entries []process.Entry) {
		part := calendarPart{Title: title}
		for _, e := range entries {
			switch {
			case e.Meeting != nil:
				part.Rows = append(part.Rows, meetingRow(e.Meeting))
			case e.Span != nil:
				part.Rows = append(part.Rows, spanRow(e.Span))
			}
		}
		if title != "" || len(part.Rows) > 0 {
			parts = append(parts, part)
		}
	}
	add("", p.Entries)
	for _, phase := range p.Phases {
		add(phaseTitle(phase), phase.Entries)
	}
	return parts
}

func phaseTitle(p process.Phase) string {
	if p.Number == 0 {
		return p.Title
	}
	return fmt.Sprintf("Fase %d: %s", p.Number, p.Title)
}

func meetingRow(m *process.Meeting) calendarRow {
	row := calendarRow{When: "data da comunicare", What: firstOf(m.Label, opening(m.Content.Plain()), m.Kind), Where: m.Place.Printed}
	if !m.Date.IsZero() {
		row.When = weekday(m.Date) + " " + m.Date.Italian()
	}
	switch {
	case m.Start.Set && m.End.Set:
		row.When += fmt.Sprintf(", ore\u00a0%s-%s", m.Start, m.End)
	case m.Start.Set:
		row.When += fmt.Sprintf(", ore\u00a0%s", m.Start)
	}
	if m.Mode == process.Remote && row.Where == "" {
		row.Where = "a distanza"
	}
	return row
}

func spanRow(s *process.Span) calendarRow {
	row := calendarRow{When: s.Printed, What: firstOf(s.Title, opening(s.Content.Plain()))}
	if row.When == "" && !s.From.IsZero() {
		row.When = "dal " + s.From.Italian()
		if !s.To.IsZero() {
			row.When += " al " + s.To.Italian()
		}
	}
	return row
}

func weekday(d process.Date) string { return process.WeekdayName(d.Weekday()) }

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// openingLength is how many characters of a text say what it is about.
const openingLength = 110

// opening is the beginning of a text, cut between words.
func opening(text string) string {
	words, length := strings.Fields(text), 0
	for i, w := range words {
		length += len([]rune(w)) + 1
		if length > openingLength && i > 0 {
			return strings.Join(words[:i], " ") + " …"
		}
	}
	return strings.Join(words, " ")
}

func deadline(d *process.Deadline) string {
	if d == nil || d.Date.IsZero() {
		return ""
	}
	words := weekday(d.Date) + " " + d.Date.Italian()
	if d.Hour.Set {
		return words + ", ore\u00a0" + d.Hour.String()
	}
	return words + ", fino alle 23.59"
}

// summary counts the findings in words.
func summary(r *produce.Review) string {
	var parts []string
	for _, s := range []struct {
		severity  process.Severity
		one, many string
	}{
		{process.Error, "errore", "errori"},
		{process.Confirm, "punto da confermare", "punti da confermare"},
		{process.Warning, "punto da guardare", "punti da guardare"},
	} {
		switch n := r.Count(s.severity); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, s.many))
		}
	}
	if len(parts) == 0 {
		return "nessuna segnalazione"
	}
	return strings.Join(parts, ", ")
}

func place(line, column int) string {
	return fmt.Sprintf("riga %d, carattere %d", line, column)
}
