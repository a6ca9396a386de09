package acts

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"concerta/internal/markup"
	"concerta/internal/process"
)

const correctionSchema = 1

// ErrUnchanged says that a notice says what the original said: there is nothing
// to correct.
var ErrUnchanged = errors.New("l'avviso dice le stesse cose dell'originale: non c'è nulla da rettificare")

// ErrOtherProcess says that the original is the notice of another process.
var ErrOtherProcess = errors.New("l'originale è di un altro procedimento")

// Original is a published notice, as it was frozen then, and how it is cited in
// the act that corrects it. All but the view may be unset.
type Original struct {
	View      NoticeView
	Repertory Repertory              // when the office issued it with this program
	External  External               // when it was issued in another way
	Protocol  process.ProtocolNumber // the municipality's own
	Reason    string                 // why it is corrected, in one sentence
}

// Repertory is the place of an act in the office's repertory.
type Repertory struct {
	Number int // from 1 in each year; 0: none
	Year   int
	Date   process.Date
}

// External is how an act issued without this program is known: the number and the
// date that whoever issued it gave it.
type External struct {
	Number    string
	Date      process.Date
	Authority string // who issued it, as typed
}

// The kinds of correction, as printed.
const (
	rectified = "RETTIFICA"
	extended  = "PROROGA" // only the deadline moved, and later
)

// CorrectionView is all that the template of a correction or extension sees: the
// original cited, what changed and nothing else.
type CorrectionView struct {
	Testata
	Tipo         string       `json:"tipo"` // RETTIFICA or PROROGA
	Originale    Originale    `json:"originale"`
	Motivo       string       `json:"motivo,omitempty"` // a whole sentence
	Differenze   []Differenza `json:"differenze"`
	Responsabile *Persona     `json:"responsabile,omitempty"`
	Ricorsi      string       `json:"ricorsi,omitempty"`
	Luogo        string       `json:"luogo,omitempty"`
	Data         string       `json:"data,omitempty"`
	Firmatari    []Firmatario `json:"firmatari,omitempty"`

	Registrazione *Registrazione `json:"registrazione,omitempty"` // nil: nothing is printed

	job Job
}

// Originale is what is cited of the notice that is corrected: of the repertory, of
// who issued it otherwise, of the municipality's protocol, what is known.
type Originale struct {
	Tipo           string `json:"tipo"` // "Avviso"
	Titolo         string `json:"titolo,omitempty"`
	Data           string `json:"data,omitempty"`
	Repertorio     string `json:"repertorio,omitempty"` // "0000012"
	AnnoRepertorio int    `json:"anno-repertorio,omitempty"`
	DataRepertorio string `json:"data-repertorio,omitempty"`
	Numero         string `json:"numero,omitempty"`
	DataNumero     string `json:"data-numero,omitempty"`
	Autorita       string `json:"autorita,omitempty"`
	Protocollo     string `json:"protocollo,omitempty"`
	DataProtocollo string `json:"data-protocollo,omitempty"`
}

// Proroga tells whether the act only moves the deadline later.
func (v CorrectionView) Proroga() bool { return v.Tipo == extended }

// correctionRecipe makes a correction of an earlier notice. It is no act of the
// process alone: CorrectionJob makes its job.
func correctionRecipe() recipe {
	return recipe{
		kind:   Correction,
		words:  KindWords{One: "Rettifica o proroga", Many: "Rettifiche e proroghe", Formal: "Rettifica"},
		schema: correctionSchema,
		read:   reading[CorrectionView],
		jobs:   func(*process.Process) []Job { return nil },
		view: func(p *process.Process, j Job) (view, error) {
			if j.Original == nil {
				return nil, ErrNoAct
			}
			return NewCorrectionView(p, *j.Original)
		},
	}
}

// CorrectionJob is the correction or extension that leads from an original to
// the notice of p. Its errors are those of NewCorrectionView.
func CorrectionJob(p *process.Process, o Original) (Job, error) {
	v, err := NewCorrectionView(p, o)
	return v.job, err
}

func (v CorrectionView) about() about { return v.of(v.job) }

// NewCorrectionView makes the view of the act that corrects an original into
// what p says now. It is dated as the notice of p when that is later than the
// original; otherwise its date is still to be written. The error is of kind
// ErrUnchanged or ErrOtherProcess, or what making the notice fails with.
func NewCorrectionView(p *process.Process, o Original) (CorrectionView, error) {
	v := CorrectionView{Testata: head(p, Correction, correctionSchema)}
	before := o.View
	if before.Chiave != p.Key {
		return v, ErrOtherProcess
	}
	after, err := NewNoticeView(p)
	if err != nil {
		return v, err
	}
	v.Differenze = Differences(before, after)
	if len(v.Differenze) == 0 {
		return v, ErrUnchanged
	}
	v.Tipo = rectified
	if onlyExtends(v.Differenze, before.Scadenza, after.Scadenza) {
		v.Tipo = extended
	}
	v.Originale, v.Motivo = cited(o), sentence(o.Reason)
	v.Responsabile = after.Responsabile
	v.Ricorsi, v.Luogo, v.Firmatari = after.Ricorsi, after.Luogo, after.Firmatari
	// The number of the notice is not that of the correction, which nobody knows yet.
	v.Registrazione = registration(process.ProtocolNumber{}, v.Firmatari)
	v.job = Job{Kind: Correction, Title: correctionTitle(v), Original: &o}
	if dateOf(before.Data).Before(p.Notice.Date) {
		v.Data, v.job.Date = after.Data, p.Notice.Date
	}
	return v, nil
}

func cited(o Original) Originale {
	out := Originale{
		Tipo: sentenceCase(o.View.Tipo), Titolo: o.View.Titolo, Data: o.View.Data,
		Numero: oneLine(o.External.Number), DataNumero: o.External.Date.String(), Autorita: oneLine(o.External.Authority),
		Protocollo: oneLine(o.Protocol.Number), DataProtocollo: o.Protocol.Date.String(),
	}
	if r := o.Repertory; r.Number > 0 {
		out.Repertorio, out.AnnoRepertorio, out.DataRepertorio = fmt.Sprintf("%07d", r.Number), r.Year, r.Date.String()
	}
	return out
}

// sentence is s in one line, with a full stop when it has no end of its own.
func sentence(s string) string {
	s = oneLine(s)
	if last, _ := utf8.DecodeLastRuneInString(s); s == "" || strings.ContainsRune(".!?…", last) {
		return s
	}
	return s + "."
}

// correctionTitle is "Rettifica – " and the subject of the notice, or of the
// process when the notice has none.
func correctionTitle(v CorrectionView) string {
	return sentenceCase(v.Tipo) + " – " + cmp.Or(markup.Unquoted(oneLine(v.Originale.Titolo)), v.Oggetto)
}

// onlyExtends tells whether all that changed is a deadline, and to a later
// moment.
func onlyExtends(list []Differenza, before, after *Scadenza) bool {
	if before == nil || after == nil || len(list) != 1 || list[0].Dove != whereDeadline {
		return false
	}
	old := process.Deadline{Date: dateOf(before.Data), Hour: hourOf(before.Ora)}
	return old.Passed(process.Moment{Date: dateOf(after.Data), Hour: hourOf(after.Ora)})
}
