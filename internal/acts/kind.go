package acts

import (
	"errors"
	"fmt"

	"concerta/internal/doc"
	"concerta/internal/process"
)

// Kind is a kind of act, by the name that the command line, the templates and
// the file names use.
type Kind string

// The kinds of acts.
const (
	Notice          Kind = "avviso"
	AdhesionForm    Kind = "scheda"
	Register        Kind = "registro"
	Pact            Kind = "patto"
	Memorandum      Kind = "protocollo"
	Minutes         Kind = "verbale"
	Correction      Kind = "rettifica"
	Invitation      Kind = "convocazione"
	ProposalSummary Kind = "prospetto"
	SteeringGroup   Kind = "cabina"
	Participants    Kind = "elenco"
)

// ErrNoAct says that a process has no such act.
var ErrNoAct = errors.New("the process has no such act")

// Job is one act of a process: what is made, and for whom or what.
type Job struct {
	Kind     Kind
	For      string       // id of the meeting, body or table it is for; empty when there is one such act
	Table    int          // number of the table of a meeting, 0 for none
	Category string       // of the guests an invitation is for; empty for all of them
	Title    string       // how people call it, "Registro delle presenze – prima sessione"
	Slug     string       // subject in its file name, "prima-sessione"; may be empty
	Date     process.Date // in its file name; may be zero
	Short    bool         // of AdhesionForm: the short blank ones of a meeting, which For names

	Original *Original // the notice that a Correction corrects; nil for other kinds
}

// Template is the name of the template that the act is made with.
func (j Job) Template() string {
	if j.Short {
		return shortFormTemplate
	}
	return string(j.Kind)
}

// view is all that the template of an act sees: a struct of plain data whose
// canonical JSON will be frozen with the act.
type view interface{ about() about }

// about is what a document says of itself.
type about struct {
	title   string
	subject string
	office  Ente
	lang    string
	key     string // of the process
	name    string // of the act in its id, "registro/plenaria"
	date    process.Date
}

// recipe is how the acts of one kind are made. A kind lives in one file, with
// its jobs, its view and its recipe.
type recipe struct {
	kind   Kind
	words  KindWords
	schema int // number of the shape of its view
	jobs   func(*process.Process) []Job
	view   func(*process.Process, Job) (view, error)
	read   func(frozen []byte) (view, error) // the view from its JSON
	// finish adds what no template can say; nil for most.
	finish func(*doc.Document, view)
}

// recipes lists the kinds there are, in the order of the journey.
func recipes() []recipe {
	return []recipe{
		noticeRecipe(),
		adhesionFormRecipe(),
		participantsRecipe(),
		invitationRecipe(),
		registerRecipe(),
		pactRecipe(),
		memorandumRecipe(),
		minutesRecipe(),
		correctionRecipe(),
		proposalSummaryRecipe(),
		steeringGroupRecipe(),
	}
}

func recipeOf(k Kind) (recipe, error) {
	for _, r := range recipes() {
		if r.kind == k {
			return r, nil
		}
	}
	return recipe{}, fmt.Errorf("%w: %s", ErrNoAct, k)
}

// Kinds are the kinds that can be made, in the order of the journey.
func Kinds() []Kind {
	var list []Kind
	for _, r := range recipes() {
		list = append(list, r.kind)
	}
	return list
}

// KindWords are the names of a kind of act. Metadata keep the formal one for ever.
type KindWords struct {
	One    string // as people say it, "Avviso"
	Many   string // "Verbali"; as one where a process has one
	Formal string // the type of document (AgID, Allegato 5, TipologiaDocumentale), "Avviso pubblico"
}

// Words are the names of the kind, empty for what is no kind of act.
func (k Kind) Words() KindWords {
	r, err := recipeOf(k)
	if err != nil {
		return KindWords{}
	}
	return r.words
}

// Jobs are the acts of one kind that a process has: one notice, a register for
// each meeting and table, a pact for each body.
func Jobs(p *process.Process, k Kind) ([]Job, error) {
	r, err := recipeOf(k)
	if err != nil {
		return nil, err
	}
	return r.jobs(p), nil
}

// View is what the template of the act sees, for checking a template against it.
func View(p *process.Process, j Job) (any, error) {
	r, err := recipeOf(j.Kind)
	if err != nil {
		return nil, err
	}
	return r.view(p, j)
}
