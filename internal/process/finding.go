package process

import "concerta/internal/richtext"

// Severity says what a finding means for the act.
type Severity string

// The severities. An Error keeps the act from being made; a Confirm asks the
// responsible officer for a recorded reason; a Warning is worth a look.
const (
	Error   Severity = "error"
	Confirm Severity = "confirm"
	Warning Severity = "warning"
)

// Italian is the word users read.
func (s Severity) Italian() string {
	switch s {
	case Error:
		return "errore"
	case Confirm:
		return "da confermare"
	case Warning:
		return "avviso"
	}
	return string(s)
}

// Finding is one thing wrong, or worth a look, in a process: what, why and how
// to repair it, in Italian.
type Finding struct {
	Rule     string       `json:"rule"` // stable name, "incontro-festivo"
	Severity Severity     `json:"severity"`
	Path     string       `json:"-"` // key in the process file, "fasi[1].voci[0].data"
	At       richtext.Pos `json:"-"` // place within the rich text at Path; zero: the whole value
	File     string       `json:"file"`
	Line     int          `json:"line"`   // from 1; 0 when it has no place in the file
	Column   int          `json:"column"` // from 1
	Excerpt  string       `json:"-"`      // the line of the file, without its end
	What     string       `json:"what"`
	Why      string       `json:"why"`
	Repair   string       `json:"repair"`
}
