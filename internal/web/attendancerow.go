package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// errNothingNew stops a change that would change nothing: no version is made of it.
var errNothingNew = errors.New("web: nothing to save")

// rowPage is the form of a line of a register.
type rowPage struct {
	frame

	Form *groupedForm
}

func (rowPage) file() string { return "row.html" }

// qualityOptions are in which quality people attend.
func qualityOptions() []option {
	return []option{
		{Value: string(process.AsRepresentative), Words: "rappresentante"},
		{Value: string(process.AsDelegate), Words: "delegato"},
		{Value: string(process.AsCitizen), Words: "cittadino"},
		{Value: string(process.AsAuditor), Words: "uditore (non aderisce)"},
	}
}

// rowFields ask for all that a line of a register says.
func rowFields(p *process.Process, y process.Presence) []*field {
	body := y.Body
	if party, ok := intake.PartyOf(p, y.By); ok && party.Body != nil {
		body = party.Name()
	}
	list := []*field{
		{Name: "nome", Label: "Cognome e nome", Value: y.Name, Required: true, Width: "medium", Autocomplete: "off"},
		{Name: "ente", Label: "Ente", Value: body, Width: "medium", Autocomplete: "off", List: "enti", Hint: "Come si è scritto sul registro; vuoto per un cittadino."},
		{Kind: "select", Name: "qualita", Label: "Qualità", Value: string(y.Quality), Width: "medium", Options: qualityOptions()},
	}
	if len(p.Tables) > 0 {
		list = append(list, tableField(p, y.Tables))
	}
	return append(list, &field{Name: "contatto", Label: "Recapito", Value: y.Contact, Width: "medium", Autocomplete: "off", Hint: "Telefono o e-mail: senza, l’adesione resta da completare."})
}

// readRow is the line as typed. What is exactly the name of a body, or of a citizen,
// is that one.
func readRow(f *groupedForm, p *process.Process, y process.Presence) process.Presence {
	y.Name, y.Quality, y.Contact = f.get("nome"), process.Quality(f.choice("qualita")), f.get("contatto")
	y.By, y.Body, y.Tables = "", f.get("ente"), f.tables()
	for _, x := range intake.Parties(p) {
		switch {
		case x.Body != nil && y.Body != "" && intake.NewName(x.Name()).Is(y.Body):
			y.By, y.Body = x.ID(), ""
			return y
		case x.Citizen != nil && y.Body == "" && intake.NewName(x.Name()).Is(y.Name):
			y.By = x.ID()
		}
	}
	if y.Body == "" && y.By == "" && (y.Quality == process.AsRepresentative || y.Quality == process.AsDelegate) {
		f.fail("ente", "Manca: chi viene come "+string(y.Quality)+" viene per un ente. Se viene per sé, la qualità è cittadino.")
	}
	return y
}

// walkInForm asks for somebody who is in no list.
func walkInForm(p *process.Process, x intake.Sheet) *groupedForm {
	fields := rowFields(p, process.Presence{Quality: process.AsRepresentative})
	f := newGrouped(below(p.Key, x, "nuova"), "Aggiungi", fieldGroup{Legend: "Chi non è in elenco", Folded: true, Fields: fields})
	f.Inside = true
	return f
}

// addWalkIn records somebody who is in no list.
func (s *service) addWalkIn(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	f := walkInForm(p, x)
	f.take(sent)
	y := readRow(f, p, process.Presence{Status: process.Present})
	if f.Wrong() {
		s.showSheet(c, http.StatusUnprocessableEntity, o, x, func(page *attendancePage) {
			f.Groups[0].Open = true
			page.WalkIn = f
		})
		return
	}
	s.mark(c, x, y)
}

// rowForm asks for everything on a line that is there.
func rowForm(c *gin.Context, p *process.Process, x intake.Sheet, y process.Presence) *groupedForm {
	fields := rowFields(p, y)
	fields = append(fields,
		&field{Kind: "select", Name: "stato", Label: "Stato", Value: string(y.Status), Width: "medium", Options: markOptions()},
		&field{Kind: "time", Name: "entrata", Label: "Entra alle", Value: clock(y.In), Width: "short"},
		&field{Kind: "time", Name: "uscita", Label: "Esce alle", Value: clock(y.Out), Width: "short"},
		&field{Name: "per", Label: "Delegato di", Value: y.For, Width: "medium", Autocomplete: "off"},
	)
	f := newGrouped(c.Request.URL.RequestURI(), "Salva", fieldGroup{Fields: fields})
	f.Hidden = []hidden{{"visto", intake.Seen(y)}}
	f.Back = &navLink{Words: "Torna al registro", Link: sheetPath(p.Key, x)}
	f.Unsaved = true
	f.begin("nome")
	return f
}

// editRow shows a line to change it.
func (s *service) editRow(c *gin.Context) {
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	y := x.Row(o.Review.Process, c.Param("riga"))
	if y == nil {
		s.notFound(c)
		return
	}
	s.showRow(c, http.StatusOK, o, rowForm(c, o.Review.Process, x, *y))
}

func (s *service) showRow(c *gin.Context, code int, o *desk.Open, f *groupedForm) {
	if f.Wrong() {
		f.begin("")
	}
	s.show(c, code, rowPage{frame: s.peopleFrame(c, o.Review.Process, "Riga del registro"), Form: f})
}

// setRow saves a changed line.
func (s *service) setRow(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	now := x.Row(p, c.Param("riga"))
	if now == nil {
		s.redirect(c, sheetPath(p.Key, x), flashWarning, "Nel frattempo qualcun altro ha tolto o cambiato nome a quella riga: non è stato salvato niente.")
		return
	}
	f := rowForm(c, p, x, *now)
	f.take(sent)
	y := readRow(f, p, *now)
	y.Status, y.For = process.PresenceStatus(f.choice("stato")), f.get("per")
	y.In, y.Out = f.hour("entrata"), f.hour("uscita")
	if y.In.Set && y.Out.Set && y.Out.Minutes() <= y.In.Minutes() {
		f.fail("uscita", "Si esce dopo essere entrati: controllare le due ore.")
	}
	if f.Wrong() {
		s.showRow(c, http.StatusUnprocessableEntity, o, f)
		return
	}
	saved, err := s.change(c, func(p *process.Process) error { return x.SetRow(p, c.Param("riga"), sent.Get("visto"), y) })
	if err != nil {
		if code := s.failed(c, &f.form, err); code != 0 {
			s.showRow(c, code, o, f)
		}
		return
	}
	s.marked(c, saved, x, y, intake.Changed)
}

// removeRow takes a line away.
func (s *service) removeRow(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	name := "La riga"
	if y := x.Row(o.Review.Process, c.Param("riga")); y != nil {
		name = y.Name
	}
	back := sheetPath(c.Param("chiave"), x)
	saved, err := s.change(c, func(p *process.Process) error { return x.RemoveRow(p, c.Param("riga"), sent.Get("visto")) })
	switch words, code := whatFailed(err); {
	case err == nil:
		s.done(c, saved, back, flashDone, name+": tolta dal registro.")
	case code == 0:
		s.fail(c, err)
	default:
		s.redirect(c, back, flashWarning, strings.Join(words, " "))
	}
}
