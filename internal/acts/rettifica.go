package acts

import (
	"cmp"
	"errors"

	"concerta/internal/markup"
	"concerta/internal/process"
)

const correctionSchema = 1

// ErrUnchanged says that a notice says what the original said: there is nothing
// to correct.
var ErrUnchanged = errors.New("l'avviso dice le stesse cose dell'originale: non c'è nulla da rettificare")

// ErrOtherProcess says that the original is the notice of another process.
var ErrOtherProcess = errors.New("l'originale è di un altro procedimento")

// Original is a published notice, for the act that corrects it.
type Original struct {
	Process  *process.Process
	Protocol process.ProtocolNumber // the municipality's own; may be unset
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
	Differenze   []Differenza `json:"differenze"`
	Responsabile *Persona     `json:"responsabile,omitempty"`
	Ricorsi      string       `json:"ricorsi,omitempty"`
	Luogo        string       `json:"luogo,omitempty"`
	Data         string       `json:"data,omitempty"`
	Firmatari    []Firmatario `json:"firmatari,omitempty"`

	job Job
}

// Originale is what is cited of the notice that is corrected.
type Originale struct {
	Tipo           string `json:"tipo"` // "Avviso"
	Titolo         string `json:"titolo,omitempty"`
	Data           string `json:"data,omitempty"`
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
// ErrUnchanged or ErrOtherProcess, or what making the two notices fails with.
func NewCorrectionView(p *process.Process, o Original) (CorrectionView, error) {
	v := CorrectionView{Testata: head(p, Correction, correctionSchema)}
	if o.Process.Key != p.Key {
		return v, ErrOtherProcess
	}
	before, err := NewNoticeView(o.Process)
	if err != nil {
		return v, err
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
	if onlyExtends(v.Differenze, o.Process.Deadline, p.Deadline) {
		v.Tipo = extended
	}
	v.Originale = Originale{
		Tipo: sentenceCase(before.Tipo), Titolo: before.Titolo, Data: before.Data,
		Protocollo: o.Protocol.Number, DataProtocollo: o.Protocol.Date.String(),
	}
	v.Responsabile = after.Responsabile
	v.Ricorsi, v.Luogo, v.Firmatari = after.Ricorsi, after.Luogo, after.Firmatari
	v.job = Job{Kind: Correction, Title: correctionTitle(v), Original: &o}
	if o.Process.Notice.Date.Before(p.Notice.Date) {
		v.Data, v.job.Date = after.Data, p.Notice.Date
	}
	return v, nil
}

// correctionTitle is "Rettifica – " and the subject of the notice, or of the
// process when the notice has none.
func correctionTitle(v CorrectionView) string {
	return sentenceCase(v.Tipo) + " – " + cmp.Or(markup.Unquoted(oneLine(v.Originale.Titolo)), v.Oggetto)
}

// onlyExtends tells whether all that changed is a deadline, and to a later
// moment.
func onlyExtends(list []Differenza, before, after *process.Deadline) bool {
	if before == nil || after == nil || len(list) != 1 || list[0].Dove != whereDeadline {
		return false
	}
	return before.Passed(process.Moment{Date: after.Date, Hour: after.Moment()})
}
