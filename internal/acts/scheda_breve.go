package acts

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"concerta/internal/doc"
	"concerta/internal/process"
)

const (
	shortFormSchema = 1
	// shortFormVersion grows when a blank of the short form changes its meaning.
	shortFormVersion = 1
	// shortFormTemplate is the name of the template: the words are not those of
	// the whole form.
	shortFormTemplate = "scheda-breve"
)

// ShortFormsView is all that the template of the short adhesion forms of a
// meeting sees. They are blank: who signs the register of a meeting where
// attendance is an adhesion, and has sent no form, writes there how to be
// reached.
type ShortFormsView struct {
	Testata
	Denominazione string   `json:"denominazione"` // of the meeting, "prima sessione del 6 novembre 2013"
	Codice        string   `json:"codice"`        // of process, version and meeting
	Schede        []int    `json:"schede"`        // numbers of the forms, from 1
	Tavoli        []Tavolo `json:"tavoli,omitempty"`
	Titolare      string   `json:"titolare,omitempty"` // of the personal data
	PerFoglio     int      `json:"per-foglio"`         // forms on a sheet

	job Job
}

// shortFormJobs are the short forms of the meetings that need them.
func shortFormJobs(p *process.Process) []Job {
	if p.Register.ShortForms == 0 {
		return nil
	}
	var list []Job
	for _, m := range p.Meetings() {
		if slices.Contains(m.Effects, process.AttendanceIsAdhesion) {
			list = append(list, shortFormJob(m))
		}
	}
	return list
}

func shortFormJob(m *process.Meeting) Job {
	return Job{
		Kind: AdhesionForm, Short: true, For: m.ID, Title: "Schede di adesione brevi – " + meetingName(m),
		Slug: "breve-" + m.ID, Date: m.Date,
	}
}

func (v ShortFormsView) about() about {
	a := v.of(v.job)
	a.name = v.Atto + "/breve/" + v.job.For
	return a
}

// NewShortFormsView makes the view of the short forms of a meeting of p. A
// meeting that is not there, or where attendance is no adhesion, is an error of
// kind ErrNoAct.
func NewShortFormsView(p *process.Process, meeting string) (ShortFormsView, error) {
	m := p.Meeting(meeting)
	if m == nil || !slices.Contains(m.Effects, process.AttendanceIsAdhesion) {
		return ShortFormsView{}, noAct("incontro in cui la presenza vale adesione", meeting)
	}
	v := ShortFormsView{
		Testata:       head(p, AdhesionForm, shortFormSchema),
		Denominazione: meetingName(m),
		Codice:        formCode(p.Key, shortFormTemplate, shortFormVersion, m.ID),
		Tavoli:        tables(p.Tables),
		job:           shortFormJob(m),
	}
	if p.Privacy != nil {
		v.Titolare = p.Privacy.Controller
	}
	for n := range p.Register.ShortForms {
		v.Schede = append(v.Schede, n+1)
	}
	v.PerFoglio = v.formsOnSheet()
	return v, nil
}

// formsOnSheet is two, to be cut apart, or one when the names are so long that
// two would not fit.
func (v ShortFormsView) formsOnSheet() int {
	const (
		most     = 700 // characters of what changes from process to process
		sentence = 90  // of the words that name the controller
	)
	n := utf8.RuneCountInString(v.Ente.Nome + v.Oggetto + v.Denominazione + v.Titolare)
	if v.Titolare != "" {
		n += sentence
	}
	for _, t := range v.Tavoli {
		n += utf8.RuneCountInString(t.Nome) + len("12 ; ")
	}
	if n > most {
		return 1
	}
	return 2
}

// finishShortForms parts the forms: a line to cut along between those of a
// sheet, then the next sheet. In large print each has its own.
func finishShortForms(d *doc.Document, v ShortFormsView) {
	onSheet := v.PerFoglio
	if d.Large {
		onSheet = 1
	}
	var blocks []doc.Block
	forms := 0
	for _, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok && h.Level == 1 {
			switch {
			case forms == 0:
			case forms%onSheet == 0:
				blocks = append(blocks, &doc.PageBreak{})
			default:
				blocks = append(blocks, &doc.Rule{})
			}
			forms++
		}
		blocks = append(blocks, b)
	}
	d.Blocks = blocks
}

// readForm reads the view of a form, whole or short.
func readForm(frozen []byte) (view, error) {
	var which struct {
		PerSheet int `json:"per-foglio"`
	}
	if err := json.Unmarshal(frozen, &which); err != nil {
		return nil, err
	}
	if which.PerSheet > 0 {
		return reading[ShortFormsView](frozen)
	}
	return reading[AdhesionFormView](frozen)
}
