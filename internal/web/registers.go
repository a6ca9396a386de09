package web

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/intake"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// registersPage is the registers of a process by day: to print, and to record.
type registersPage struct {
	frame

	Days []registerDay
}

func (registersPage) file() string { return "registers.html" }

type registerDay struct {
	Title    string
	Print    string // all registers of the day in one PDF; empty for meetings without a day
	Meetings []registerMeeting
}

type registerMeeting struct {
	Title     string
	Print     string
	Registers table
}

// listRegisters shows every register.
func (s *service) listRegisters(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	tasks, err := produce.Tasks(p, acts.Register)
	if err != nil {
		s.fail(c, err)
		return
	}
	page := registersPage{frame: s.peopleFrame(c, p, "Registri e presenze")}
	base := processPath(p.Key)
	for _, day := range byDay(tasks) {
		d := registerDay{Title: "In data da comunicare"}
		if date := day[0].Date; !date.IsZero() {
			d.Title = weekday(date) + " " + date.Italian()
			d.Print = base + "/stampe/giorni/" + date.String() + ".pdf?vista=1"
		}
		for _, group := range byMeeting(day) {
			m := registerMeeting{Title: group[0].Title, Print: base + "/stampe/incontri/" + group[0].For + ".pdf?vista=1"}
			if at := p.Meeting(group[0].For); at != nil {
				e := meetingEvent(at)
				m.Title = e.Title + " (" + e.When + ")"
			}
			m.Registers = s.registerRows(p, group, mayChange(c))
			d.Meetings = append(d.Meetings, m)
		}
		page.Days = append(page.Days, d)
	}
	s.show(c, http.StatusOK, page)
}

// registerRows are the registers of a meeting.
func (s *service) registerRows(p *process.Process, tasks []produce.Task, may bool) table {
	t := table{Caption: "Registri dell’incontro", Quiet: true, Columns: []column{{Words: "Registro"}, {Words: "Presenti registrati"}, {Words: "Fare"}}}
	for _, task := range tasks {
		x := intake.Sheet{Meeting: task.For, Table: task.Table}
		title, recorded := "Tutto l’incontro", "nessuno"
		if table := p.Table(task.Table); table != nil {
			title = fmt.Sprintf("Tavolo %d – %s", table.Number, table.Name)
		}
		if a := x.Of(p); a != nil {
			recorded = fmt.Sprintf("%d su %d righe", a.Totals().Attended, len(a.Present))
		}
		words := "Vedi le presenze"
		if may {
			words = "Registra le presenze"
		}
		actions := []navLink{{Words: words, Link: sheetPath(p.Key, x)}}
		for _, f := range s.Press.Formats().For(task) {
			if f.Ext == "pdf" {
				actions = append(actions, navLink{Words: "PDF", Link: actPath(p.Key, task, f) + "?vista=1"})
			}
		}
		actions = append(actions, navLink{Words: "Atto (numero e revisione)", Link: processPath(p.Key) + "/atti/" + task.ID})
		t.Rows = append(t.Rows, row{Cells: []cell{{Words: title}, {Words: recorded}, {Actions: actions, About: "del registro: " + title}}})
	}
	return t
}
