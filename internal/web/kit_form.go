package web

// field is one question of a form.
type field struct {
	Kind         string // text (or empty), email, password, search, number, date, time, file, textarea, select, radio, checkboxes, checkbox, unseen
	Name         string // unique on the page
	Label        string
	Hint         string
	Error        string // what is wrong with Value, why, and how to repair it
	Value        string // as typed, also when it is wrong
	Required     bool
	Options      []option // of select, radio and checkboxes
	Width        string   // "short" for dates, numbers and codes, "medium"; empty: as wide as text; "long": a line of its own in a group
	Autocomplete string
	Inputmode    string
	Min          string
	Max          string
	Step         string
	MaxLength    int
	Rows         int    // of a textarea
	Accept       string // of a file
	Multiple     bool   // of a file
	Focus        bool   // the page begins here: one field of a page
	List         string // id of the list of suggestions, a datalist
	Check        string // address that says, while it is typed, what is wrong with it
}

// option is one of the answers to choose from.
type option struct {
	Value  string
	Words  string
	Hint   string
	Chosen bool
}

// ID is the element that a label and the summary of errors lead to.
func (f field) ID() string { return "campo-" + f.Name }

// Described are the elements that describe the field to a screen reader.
func (f field) Described() string {
	switch id := f.ID(); {
	case f.Hint != "" && f.Error != "":
		return id + "-aiuto " + id + "-errore"
	case f.Hint != "":
		return id + "-aiuto"
	case f.Error != "":
		return id + "-errore"
	}
	return ""
}

// problem is a line of the summary of errors.
type problem struct {
	Field string // its Name; empty when it is of no single field
	Text  string
}

// Link leads to the field.
func (p problem) Link() string {
	if p.Field == "" {
		return ""
	}
	return "#campo-" + p.Field
}

// problemsOf gathers the errors of the fields of a form.
func problemsOf(fields ...field) []problem {
	var list []problem
	for _, f := range fields {
		if f.Error != "" {
			list = append(list, problem{f.Name, f.Error})
		}
	}
	return list
}

// buttons end a form.
type buttons struct {
	Do     string    // what the main button does: "Salva"
	Danger bool      // it cannot be undone
	Also   []submit  // other ways to send the form
	Back   *navLink  // to go without doing it
	Links  []navLink // shown as buttons that only lead somewhere
}

// submit is a button that sends the form with a value of its own.
type submit struct {
	Words string
	Name  string
	Value string
}

// hidden is a value that a form sends along.
type hidden struct {
	Name  string
	Value string
}

// search is a form that narrows a list down: while typing where there are scripts,
// with its button where there are none.
type search struct {
	Action string // address of the list
	Name   string // of the parameter
	Label  string
	Value  string
	Target string  // id of the element that holds the list
	Others []field // further filters
	Hidden []hidden
}

// confirmation asks before what cannot be undone.
type confirmation struct {
	Question     string
	Consequences []string
	Problems     []problem
	Fields       []field // a reason, for one
	Hidden       []hidden
	Action       string // where the form is sent
	Buttons      buttons
}
