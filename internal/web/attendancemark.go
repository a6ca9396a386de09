package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// markPresent records a line by what was typed, and is ready for the next one.
func (s *service) markPresent(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	line := typed(sent.Get("chi"))
	q := intake.ReadQuick(line)
	if status := process.PresenceStatus(sent.Get("stato")); q.Status == "" && status != process.Present && wordsOf(markOptions(), string(status)) != string(status) {
		q.Status = status
	}
	candidates, err := x.Candidates(o.Review.Process)
	if err != nil {
		s.fail(c, err)
		return
	}
	meant := intake.Meant(candidates, q.Who)
	if which := sent.Get("quale"); which != "" {
		meant = chosen(meant, which)
	}
	if n := wrongQuick(q, o.Review.Process, len(meant)); n != nil || len(meant) != 1 {
		s.showSheet(c, http.StatusUnprocessableEntity, o, x, func(page *attendancePage) { page.ask(line, n, meant) })
		return
	}
	row := q.Line(meant[0])
	if row.Name == "" { // a body of which nobody is known
		s.showSheet(c, http.StatusUnprocessableEntity, o, x, func(page *attendancePage) {
			page.Quick.Value = line
			page.WalkIn.Groups[0].Open = true
			page.WalkIn.field("ente").Value = meant[0].Body
			page.WalkIn.begin("nome")
			page.Quick.Note = &note{Tone: "info", Text: "Di «" + meant[0].Body + "» non si conosce nessuno: scrivere il nome di chi è venuto."}
		})
		return
	}
	s.mark(c, x, row)
}

// chosen is the candidate with that id.
func chosen(list []intake.Candidate, id string) []intake.Candidate {
	for _, y := range list {
		if candidateID(y) == id {
			return []intake.Candidate{y}
		}
	}
	return list
}

func candidateID(y intake.Candidate) string { return intake.RowID(y.Line) }

// wrongQuick says why a line cannot be recorded; nil when it can, or when somebody
// has to be chosen.
func wrongQuick(q intake.Quick, p *process.Process, meant int) *note {
	for _, n := range q.Tables {
		if p.Table(n) == nil {
			return &note{Tone: "bad", Title: "Errore: il tavolo " + numbers([]int{n}) + " non c’è", Text: "Correggere il numero del tavolo."}
		}
	}
	switch {
	case q.Who == "":
		return &note{Tone: "bad", Title: "Errore: non è scritto chi", Text: "Scrivere almeno tre lettere del nome, o del soggetto."}
	case meant == 0:
		return &note{Tone: "warn", Title: "«" + q.Who + "» non è tra gli aderenti né tra i soggetti conosciuti", Text: "Correggere le lettere qui sotto; se è venuto senza essere in elenco, compilare «Chi non è in elenco»."}
	}
	return nil
}

// ask shows what was typed again, with those who may be meant.
func (page *attendancePage) ask(line string, n *note, meant []intake.Candidate) {
	page.Quick.Value = line
	page.Quick.Note = n
	page.Quick.Begin = n != nil || len(meant) == 0
	if n != nil && len(meant) == 0 {
		page.WalkIn.Groups[0].Open = true
		page.WalkIn.field("nome").Value = intake.ReadQuick(line).Who
	}
	if n != nil {
		return
	}
	const most = 9
	for _, y := range meant[:min(len(meant), most)] {
		words := ""
		if y.Recorded {
			words = "già segnato: " + string(y.Line.Status)
		}
		page.Quick.Which = append(page.Quick.Which, option{Value: candidateID(y), Words: y.Label(), Hint: words})
	}
	page.Quick.Note = &note{Tone: "info", Text: "Più di uno corrisponde: scegliere con Tab e Invio, o scrivere altre lettere."}
}

// mark records a line and leads back to the box.
func (s *service) mark(c *gin.Context, x intake.Sheet, row process.Presence) {
	var outcome intake.Outcome
	saved, err := s.change(c, func(p *process.Process) error {
		outcome = x.Mark(p, row)
		if outcome == intake.Same {
			return errNothingNew
		}
		return nil
	})
	back := sheetPath(c.Param("chiave"), x)
	switch words, code := whatFailed(err); {
	case err == nil:
		s.marked(c, saved, x, row, outcome)
	case outcome == intake.Same:
		s.redirect(c, back, flashWarning, row.Name+" è già nel registro, "+string(row.Status)+": non cambia niente.")
	case code == 0:
		s.fail(c, err)
	default:
		s.redirect(c, back, flashWarning, strings.Join(words, " "))
	}
}

// marked says what was recorded, and what it counts as.
func (s *service) marked(c *gin.Context, saved *desk.Saved, x intake.Sheet, row process.Presence, outcome intake.Outcome) {
	p := saved.Review.Process
	id := intake.RowID(row)
	words := row.Name
	for _, r := range sheetRows(p, x, id) {
		if r.ID != id {
			continue
		}
		if r.Body != "" {
			words += " – " + r.Body
		}
		words += ": " + r.State
		if outcome == intake.Changed {
			words += " (cambiato)"
		}
		if r.Adhesion != nil {
			words += "; " + r.Adhesion.Words
		}
	}
	back := sheetPath(p.Key, x)
	s.done(c, saved, withRow(back, id), flashDone, words+".")
}

// withRow is the address of a register that shows a line first.
func withRow(path, id string) string {
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	return path + join + "riga=" + id
}
