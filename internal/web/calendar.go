package web

import (
	"cmp"
	"fmt"
	"strings"

	"concerta/internal/process"
	"concerta/internal/produce"
)

// calendar is the calendar of a process in the order in which the notice has it.
func calendar(p *process.Process) timeline {
	var t timeline
	add := func(title string, entries []process.Entry) {
		part := phase{Title: title}
		for _, e := range entries {
			switch {
			case e.Meeting != nil:
				part.Events = append(part.Events, meetingEvent(e.Meeting))
			case e.Span != nil:
				part.Events = append(part.Events, spanEvent(e.Span))
			}
		}
		if title != "" || len(part.Events) > 0 {
			t.Phases = append(t.Phases, part)
		}
	}
	add("", p.Entries)
	for _, ph := range p.Phases {
		add(phaseTitle(ph), ph.Entries)
	}
	return t
}

func phaseTitle(p process.Phase) string {
	if p.Number == 0 {
		return p.Title
	}
	return fmt.Sprintf("Fase %d: %s", p.Number, p.Title)
}

func meetingEvent(m *process.Meeting) event {
	e := event{meeting: m.ID, When: "data da comunicare", Title: cmp.Or(m.Label, opening(m.Content.Plain()), m.Kind), Where: m.Place.Printed}
	if !m.Date.IsZero() {
		e.When = weekday(m.Date) + " " + m.Date.Italian()
	}
	switch {
	case m.Start.Set && m.End.Set:
		e.When += fmt.Sprintf(", ore\u00a0%s-%s", m.Start, m.End)
	case m.Start.Set:
		e.When += fmt.Sprintf(", ore\u00a0%s", m.Start)
	}
	if m.Mode == process.Remote && e.Where == "" {
		e.Where = "a distanza"
	}
	return e
}

func spanEvent(s *process.Span) event {
	e := event{When: s.Printed, Title: cmp.Or(s.Title, opening(s.Content.Plain()))}
	if e.When == "" && !s.From.IsZero() {
		e.When = s.From.With("dal")
		if !s.To.IsZero() {
			e.When += " " + s.To.With("al")
		}
	}
	return e
}

func weekday(d process.Date) string { return process.WeekdayName(d.Weekday()) }

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
