package web

import (
	"bytes"
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/store"
)

// newPage is a form that begins a process: a blank one, one out of another, or one
// from a file.
type newPage struct {
	frame

	Action   string
	Intro    []string
	Upload   bool // the form has a file
	Problems []problem
	Findings []finding // of a file
	Fields   []*field
	Buttons  buttons
}

func (newPage) file() string { return "new.html" }

// field is the field of that name.
func (p *newPage) field(name string) *field {
	for _, f := range p.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// read fills in what was sent.
func (p *newPage) read(sent func(string) string) {
	for _, f := range p.Fields {
		if f.Kind == "file" {
			continue
		}
		f.Value = typed(sent(f.Name))
		if f.Required && f.Value == "" {
			f.Error = "Manca: va compilato."
		}
	}
}

func (p *newPage) value(name string) string { return p.field(name).Value }

// date is a date that was typed; an error by its field when it is none.
func (p *newPage) date(name string) process.Date {
	f := p.field(name)
	if f.Value == "" {
		return process.Date{}
	}
	d, err := process.ParseDate(f.Value)
	if err != nil {
		f.Kind, f.Error = "", capital(err.Error())+". Scriverla come 04/11/2026."
		return process.Date{}
	}
	f.Value = d.String()
	return d
}

func (p *newPage) hour(name string) process.TimeOfDay {
	f := p.field(name)
	if f.Value == "" {
		return process.TimeOfDay{}
	}
	h, err := process.ParseTimeOfDay(f.Value)
	if err != nil {
		f.Kind, f.Error = "", capital(err.Error())+". Scriverla come 9.30."
	}
	return h
}

// wrong gathers what is wrong, and tells whether anything is.
func (p *newPage) wrong() bool {
	for _, f := range p.Fields {
		if f.Error != "" {
			p.Problems = append(p.Problems, problem{f.Name, f.Label + ": " + f.Error})
		}
	}
	return len(p.Problems) > 0
}

// key is the key of the new process: the one that was typed, or one out of the title.
func (p *newPage) key() string {
	if key := p.value("chiave"); key != "" {
		return key
	}
	return desk.NameFor(p.value("titolo"), func(string) bool { return false })
}

func keyField() *field {
	return &field{Name: "chiave", Label: "Chiave", Width: "medium", MaxLength: 40, Hint: "Il nome del procedimento negli indirizzi e nei nomi dei file: da 3 a 40 lettere minuscole, cifre e trattini (non all’inizio o alla fine), come «piano-2026». Non cambia più. Se resta vuota si ricava dal titolo."}
}

func (s *service) newPage(c *gin.Context, title, action string) *newPage {
	page := &newPage{frame: s.frame(c, title), Action: action}
	page.Crumbs = []navLink{{Words: "Procedimenti", Link: "/?tutti=1"}}
	page.Buttons = buttons{Do: "Crea il procedimento", Back: &navLink{Words: "Torna all’elenco", Link: "/"}}
	return page
}

func (s *service) blankPage(c *gin.Context) *newPage {
	page := s.newPage(c, "Nuovo procedimento", "/nuovo")
	page.Intro = []string{"Bastano queste righe per cominciare: il resto si compila dopo, una parte alla volta, e il controllo dice che cosa manca."}
	page.Fields = []*field{
		{Name: "titolo", Label: "Titolo", Hint: "Come l’ufficio chiama il procedimento: «Piano sociale di zona 2026-2028».", Required: true},
		keyField(),
		{Name: "ente", Label: "Nome dell’ente", Hint: "Per esteso, come sta in una frase: «Ambito Territoriale Sociale di…».", Required: true},
		{Kind: "date", Name: "avviso", Label: "Data dell’avviso", Width: "short"},
		{Kind: "date", Name: "scadenza", Label: "Ultimo giorno per aderire", Width: "short"},
		{Kind: "time", Name: "scadenza-ora", Label: "Entro le ore", Width: "short"},
		{Kind: "date", Name: "incontro", Label: "Giorno del primo incontro", Width: "short"},
		{Kind: "time", Name: "incontro-ora", Label: "Alle ore", Width: "short"},
	}
	return page
}

// newProcess asks what a blank process needs.
func (s *service) newProcess(c *gin.Context) { s.show(c, http.StatusOK, s.blankPage(c)) }

// createProcess makes a blank process.
func (s *service) createProcess(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	page := s.blankPage(c)
	page.read(sent.Get)
	p := blankProcess(page)
	s.unprintable(page.Fields)
	if page.wrong() {
		s.show(c, http.StatusUnprocessableEntity, page)
		return
	}
	s.create(c, page, p, nil)
}

// blankProcess is the least that is a process, out of what was asked.
func blankProcess(page *newPage) *process.Process {
	name := page.value("ente")
	p := &process.Process{
		Key: page.key(), Title: page.value("titolo"), Lang: "it-IT",
		Office: process.Office{Name: name, Letterhead: process.Letterhead{Issuer: []string{strings.ToUpper(name)}}},
		Notice: process.Notice{
			Kind: "AVVISO", Date: page.date("avviso"),
			Announcement: process.Announcement{Subject: strings.ToUpper(name), Verb: "COMUNICA", Object: "L’AVVIO DEL PROCEDIMENTO", Follow: "SECONDO IL SEGUENTE CALENDARIO"},
		},
		Register: process.RegisterOptions{ShortForms: 4},
	}
	if d := page.date("scadenza"); !d.IsZero() {
		p.Deadline = &process.Deadline{Date: d, Hour: page.hour("scadenza-ora")}
	}
	if d := page.date("incontro"); !d.IsZero() {
		p.Phases = []process.Phase{{ID: "fase-1", Number: 1, Title: "Incontri", Entries: []process.Entry{
			{Meeting: &process.Meeting{ID: "primo-incontro", Date: d, Start: page.hour("incontro-ora"), Label: "primo incontro", Mode: process.InPerson, Open: true}},
		}}}
	}
	return p
}

// create saves a process that was not there, and leads to its parts.
func (s *service) create(c *gin.Context, page *newPage, p *process.Process, attachments []store.Attachment) {
	var b bytes.Buffer
	if err := processfile.Write(&b, p); err != nil {
		s.fail(c, err)
		return
	}
	saved, err := s.desk.Create(c.Request.Context(), b.Bytes(), attachments)
	var invalid *desk.InvalidError
	switch {
	case errors.As(err, &invalid):
		for _, f := range invalid.Findings {
			name := ""
			if f.Path == "chiave" || f.Path == "titolo" {
				name = f.Path
				page.field(name).Error = faultWords(f)
			}
			page.Problems = append(page.Problems, problem{name, faultWords(f)})
		}
		s.show(c, http.StatusUnprocessableEntity, page)
	case errors.Is(err, store.ErrConflict):
		f := page.field("chiave")
		f.Value, f.Error = p.Key, "C’è già un procedimento con questa chiave: dargliene un’altra."
		page.Problems = append(page.Problems, problem{f.Name, f.Label + ": " + f.Error})
		s.show(c, http.StatusConflict, page)
	case err != nil:
		s.fail(c, err)
	default:
		s.redirectSaved(c, processPath(saved.Review.Process.Key)+"/modifica", "/", saved, "Il procedimento è stato creato.")
	}
}

// toldWords are the words of an error that was written for users.
func toldWords(err error) string {
	var told *fault.Error
	if errors.As(err, &told) {
		return capital(told.What) + ". " + capital(told.Repair) + "."
	}
	return ""
}
