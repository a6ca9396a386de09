package web

import (
	"fmt"
	"slices"
	"strings"

	"concerta/internal/desk"
	"concerta/internal/process"
	"concerta/internal/processfile"
)

// control is how a part of a process is filled in: a question, or several that
// belong together. The template "control" shows it.
type control struct {
	Field *field       // one question
	Open  *field       // the check box beside a date that may be announced later
	Group *controls    // several questions under a heading
	List  *controlList // items, each with its questions
	Row   []control    // short questions side by side
}

// controls are questions under a heading.
type controls struct {
	ID     string
	Legend string
	Hint   string
	Error  string
	Parts  []control
}

// controlList is a list that items are added to, moved in and taken away from.
type controlList struct {
	controls

	Add   string // what the blank item adds: "Aggiungere un tavolo"
	Items []listItem
}

// listItem is one item of a list; the last is blank.
type listItem struct {
	Title  string
	Bare   bool // one text: shown without a heading to open
	Open   bool
	Blank  bool
	Remove string // name of the check box that takes it away
	Up     string // value of the button that moves it; empty at an end
	Down   string
	Parts  []control
}

// controlMaker makes the controls of a section, each with what is wrong with it.
type controlMaker struct {
	place    desk.Place
	process  *process.Process
	findings []process.Finding // errors of what was typed
	told     map[int]bool      // those that were said next to a control
}

// sectionControls are the controls of a section, and the findings that belong to
// none of them.
func sectionControls(o *desk.Open, place desk.Place, findings []process.Finding) ([]control, []process.Finding) {
	m := &controlMaker{place, o.Review.Process, findings, map[int]bool{}}
	var parts []processfile.Part
	for _, p := range place.Parts(o.Tree) {
		if p.Kind == processfile.Group {
			parts = append(parts, p.Parts...) // the page is the heading
			continue
		}
		parts = append(parts, p)
	}
	made := m.all(parts)
	var rest []process.Finding
	for i, f := range findings {
		if !m.told[i] {
			rest = append(rest, f)
		}
	}
	return made, rest
}

// all makes controls in order, short ones side by side.
func (m *controlMaker) all(parts []processfile.Part) []control {
	var list []control
	for _, p := range parts {
		if p.Kind == processfile.Unedited {
			continue
		}
		c := m.control(p)
		last := len(list) - 1
		if !isShort(c) {
			list = append(list, c)
			continue
		}
		if last >= 0 && list[last].Row != nil {
			list[last].Row = append(list[last].Row, c)
			continue
		}
		list = append(list, control{Row: []control{c}})
	}
	return list
}

func isShort(c control) bool {
	return c.Field != nil && c.Field.Width == "short" && c.Field.Error == ""
}

func (m *controlMaker) control(p processfile.Part) control {
	if options, ok := references(m.process, p); ok {
		return m.reference(p, options)
	}
	switch p.Kind {
	case processfile.Group:
		return control{Group: &controls{m.place.Name(p.Path), labelOf(p), hintOf(p), m.faults(p.Path, false), m.all(p.Parts)}}
	case processfile.Groups, processfile.Texts:
		return m.list(p)
	case processfile.OpenDay:
		return m.openDay(p)
	case processfile.Checks:
		return m.checks(p, nil)
	case processfile.Choice:
		return m.choice(p)
	default:
		f := m.field(p)
		return control{Field: &f}
	}
}

// field is the control of a value that is typed.
func (m *controlMaker) field(p processfile.Part) field {
	f := field{Name: m.place.Name(p.Path), Label: labelOf(p), Hint: hintOf(p), Value: p.Value, Required: p.Required}
	f.Error = m.faults(p.Path, p.Kind == processfile.Lines)
	switch p.Kind {
	case processfile.Text:
		f.Kind, f.Rows = "textarea", rowsFor(p.Value, 3)
	case processfile.Lines:
		f.Kind, f.Value = "textarea", strings.Join(p.Values, "\n")
		f.Rows = max(len(p.Values)+1, 2)
		f.Hint = strings.TrimSpace(f.Hint + " Uno per riga.")
	case processfile.Day:
		f.Width = "short"
		if day, ok := desk.BrowserDay(p.Value); ok {
			f.Kind, f.Value = "date", day
		}
	case processfile.Hour:
		f.Width = "short"
		if hour, ok := desk.BrowserHour(p.Value); ok {
			f.Kind, f.Value = "time", hour
		}
	case processfile.Number:
		f.Width, f.Inputmode = "short", "numeric"
	case processfile.YesNo:
		f.Kind = "checkbox"
	case processfile.Name:
		if f.Error == "" {
			f.Kind = "hidden"
		}
	default:
		f.Width = widthOf(p.Path)
		if f.Width == "" && len([]rune(p.Value)) > wideLine {
			f.Kind, f.Rows = "textarea", rowsFor(p.Value, 2) // its line ends become spaces
		}
	}
	return f
}

// wideLine is how many characters of a line are seen at once.
const wideLine = 75

// rowsFor is how tall a box is for what stands in it.
func rowsFor(s string, least int) int {
	rows := 0
	for line := range strings.Lines(s) {
		rows += len([]rune(line))/wideLine + 1
	}
	const most = 18
	return min(max(rows, least), most)
}

func widthOf(path string) string {
	switch keyOf(path) {
	case "telefono", "fax", "numero", "codice-ipa", "lingua":
		return "short"
	case "codice-fiscale", "email", "pec", "genere", "verbo":
		return "medium"
	}
	return ""
}

// openDay is a date, or the word that it is to be announced.
func (m *controlMaker) openDay(p processfile.Part) control {
	open := desk.IsOpen(p.Value)
	q := p
	q.Kind = processfile.Day
	if open {
		q.Value = ""
	}
	f := m.field(q)
	box := field{Kind: "checkbox", Name: desk.OpenPrefix + m.place.Name(p.Path), Label: "Data da comunicare"}
	if open {
		box.Value = "sì"
	}
	return control{Field: &f, Open: &box}
}

// choice is one of a closed list, or nothing.
func (m *controlMaker) choice(p processfile.Part) control {
	var options []option
	for _, v := range p.Options {
		options = append(options, option{Value: v, Words: answerWords(v)})
	}
	return m.reference(p, options)
}

// reference is one of the things of the process, or several.
func (m *controlMaker) reference(p processfile.Part, options []option) control {
	if p.Kind == processfile.Numbers || p.Kind == processfile.Lines {
		return m.checks(p, options)
	}
	f := m.field(p)
	f.Kind, f.Inputmode, f.Width, f.Rows = "select", "", "medium", 0
	if p.Kind == processfile.Choice || keyOf(p.Path) == "giorno" {
		f.Width = "short"
	}
	if longest(options) > 40 {
		f.Width = ""
	}
	if day, ok := process.ParseWeekday(f.Value); ok && keyOf(p.Path) == "giorno" {
		f.Value = process.WeekdayName(day)
	}
	f.Options = append([]option{{Value: "", Words: blankWords(p)}}, options...)
	f.Options = keepUnknown(f.Options, f.Value)
	return control{Field: &f}
}

func blankWords(p processfile.Part) string {
	switch {
	case p.Required:
		return "– scegliere –"
	case keyOf(p.Path) == "id":
		return "– un altro, scritto qui sotto –"
	case keyOf(p.Path) == "modalita":
		return "In presenza"
	case keyOf(p.Path) == "genere":
		return "– non detto –"
	}
	return "– nessuna scelta –"
}

// keepUnknown offers a value that is none of the options too, so that it is not lost.
func keepUnknown(options []option, value string) []option {
	if value == "" || slices.ContainsFunc(options, func(o option) bool { return o.Value == value }) {
		return options
	}
	return append(options, option{Value: value, Words: value + " (non c’è nel procedimento)"})
}

func longest(options []option) int {
	n := 0
	for _, o := range options {
		n = max(n, len([]rune(o.Words)))
	}
	return n
}

// checks are check boxes; of names, whose order counts, those that are checked come
// first.
func (m *controlMaker) checks(p processfile.Part, options []option) control {
	f := field{Kind: "checkboxes", Name: m.place.Name(p.Path), Label: labelOf(p), Hint: hintOf(p), Error: m.faults(p.Path, true)}
	if options == nil {
		for _, v := range p.Options {
			options = append(options, option{Value: v, Words: answerWords(v)})
		}
	}
	for _, v := range p.Values {
		options = keepUnknown(options, v)
	}
	for i, o := range options {
		options[i].Chosen = slices.Contains(p.Values, o.Value)
	}
	order := func(o option) int {
		if at := slices.Index(p.Values, o.Value); at >= 0 {
			return at
		}
		return len(p.Values)
	}
	if p.Kind == processfile.Lines {
		slices.SortStableFunc(options, func(a, b option) int { return order(a) - order(b) })
	}
	f.Options = options
	return control{Field: &f}
}

// faults are the errors of the part at a path, and of what is inside it too when it
// is one control; they count as told.
func (m *controlMaker) faults(path string, inside bool) string {
	var words []string
	for i, f := range m.findings {
		if f.Path == path || inside && strings.HasPrefix(f.Path, path+"[") {
			m.told[i] = true
			words = append(words, faultWords(f))
		}
	}
	return strings.Join(words, " ")
}

// faultWords are an error as said next to its control.
func faultWords(f process.Finding) string {
	f = inPages(f)
	switch f.Rule {
	case "chiave-mancante":
		return "Manca: va compilato."
	case "voce", "movimento":
		return f.What
	}
	return strings.TrimSpace(f.What + " " + f.Repair)
}

func (m *controlMaker) list(p processfile.Part) control {
	name := m.place.Name(p.Path)
	one, article := oneOf(keyOf(p.Path))
	add := "Aggiungere " + article + " "
	if strings.HasSuffix(article, "’") {
		add = "Aggiungere " + article
	}
	l := &controlList{controls: controls{name, labelOf(p), hintOf(p), m.faults(p.Path, false), nil}, Add: add + one}
	count := len(p.Parts) - 1
	const shown = 18 // so few questions are all open
	for i, x := range p.Parts {
		item := listItem{Blank: x.Blank, Bare: x.Kind == processfile.Text, Remove: processfile.RemovePrefix + m.place.Name(x.Path)}
		before := len(m.told)
		x.Label = fmt.Sprintf("%s %d", capital(one), i+1)
		if x.Blank {
			x.Label = l.Add
		}
		if item.Bare {
			f := m.field(x)
			f.Label, f.Hint, f.Required = x.Label, "", false
			item.Parts = []control{{Field: &f}}
		} else {
			item.Parts = m.all(x.Parts)
			if words := m.faults(x.Path, false); words != "" {
				item.Parts = append([]control{{Group: &controls{Error: words}}}, item.Parts...)
			}
		}
		wrong := len(m.told) > before
		item.Title = x.Label
		if about := aboutItem(m.process, x); about != "" {
			item.Title = fmt.Sprintf("%d. %s", i+1, about)
		}
		item.Open = wrong || !x.Blank && count*len(x.Parts) <= shown || x.Blank && count == 0
		if !x.Blank && i > 0 {
			item.Up = fmt.Sprintf("%s %d", name, i)
		}
		if !x.Blank && i < count-1 {
			item.Down = fmt.Sprintf("%s %d", name, i)
		}
		l.Items = append(l.Items, item)
	}
	return control{List: l}
}

// aboutItem is what an item is known by when it is closed.
func aboutItem(p *process.Process, item processfile.Part) string {
	for _, key := range []string{"titolo", "nome", "soggetto", "citazione", "indirizzo", "numero", "tipo"} {
		for _, x := range item.Parts {
			if keyOf(x.Path) != key || x.Value == "" {
				continue
			}
			if options, ok := references(p, x); ok {
				for _, o := range options {
					if o.Value == x.Value {
						return o.Words
					}
				}
			}
			return x.Value
		}
	}
	return ""
}
