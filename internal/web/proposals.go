package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// proposalsPage is the proposals of the tables with their outcomes, and who sits in
// the steering group.
type proposalsPage struct {
	frame

	May      bool
	Problems []problem
	Action   string
	Groups   []proposalGroup
	Steering table
	Edit     []navLink // pages that add and change
	Buttons  buttons
}

func (proposalsPage) file() string { return "proposals.html" }

type proposalGroup struct {
	Title   string
	Caption string
	Rows    []proposalRow
}

// proposalRow is a proposal; the names of its controls carry its id.
type proposalRow struct {
	ID, Title, By   string
	Outcome, Reason field
	Said            string // for who only reads
	Seen            string
}

// outcomeOptions are what may become of a proposal.
func outcomeOptions() []option {
	return []option{
		{Value: string(process.ToBeJudged), Words: "da valutare"},
		{Value: string(process.Accepted), Words: "accolta"},
		{Value: string(process.PartlyAccepted), Words: "accolta in parte"},
		{Value: string(process.NotAccepted), Words: "non accolta"},
		{Value: string(process.ReferredFurther), Words: "rinviata"},
	}
}

// judged is what is changed here of a proposal.
type judged struct {
	Outcome process.ProposalOutcome
	Reason  string
}

func judgedOf(x process.Proposal) judged { return judged{x.Outcome, x.Reason} }

// listProposals shows them by table.
func (s *service) listProposals(c *gin.Context) {
	if o := s.openProcess(c); o != nil {
		s.showProposals(c, http.StatusOK, o, s.proposalForm(o.Review.Process))
	}
}

func (s *service) proposalForm(p *process.Process) *proposalsPage {
	base := processPath(p.Key)
	page := &proposalsPage{
		Action: base + "/proposte", Buttons: buttons{Do: "Salva gli esiti"},
		Edit: []navLink{{Words: "Aggiungi o correggi proposte", Link: base + "/modifica/proposte"}, {Words: "Aggiungi o correggi componenti della Cabina di regia", Link: base + "/modifica/cabina"}},
	}
	for _, t := range append([]process.ThematicTable{{Name: "Senza tavolo"}}, p.Tables...) {
		g := proposalGroup{Title: t.Name, Caption: "Proposte senza tavolo"}
		if t.Number > 0 {
			g.Caption = "Proposte del tavolo " + strconv.Itoa(t.Number)
			g.Title = "Tavolo " + strconv.Itoa(t.Number) + " – " + t.Name
		}
		for _, x := range p.Proposals {
			if x.Table != t.Number {
				continue
			}
			g.Rows = append(g.Rows, proposalRow{
				ID: x.ID, Title: x.Title, By: partyName(p, x.By), Seen: intake.Seen(judgedOf(x)),
				Outcome: field{Kind: "select", Name: "esito-" + x.ID, Label: "Esito di: " + x.Title, Options: outcomeOptions(), Value: string(x.Outcome)},
				Reason:  field{Name: "motivo-" + x.ID, Label: "Motivo dell’esito di: " + x.Title, Value: x.Reason},
				Said:    wordsOf(outcomeOptions(), string(x.Outcome)),
			})
		}
		if len(g.Rows) > 0 {
			page.Groups = append(page.Groups, g)
		}
	}
	page.Steering = steeringTable(p)
	return page
}

func steeringTable(p *process.Process) table {
	t := table{Caption: "Componenti della Cabina di regia", Quiet: true, Columns: []column{{Words: "Nome"}, {Words: "Soggetto"}, {Words: "Ruolo"}, {Words: "Tavolo"}, {Words: "Supplente"}}}
	for _, m := range p.Steering {
		number := ""
		if m.Table > 0 {
			number = strconv.Itoa(m.Table)
		}
		t.Rows = append(t.Rows, row{Cells: []cell{{Words: m.Name}, {Words: partyName(p, m.Organization)}, {Words: m.Role}, {Words: number}, {Words: m.Substitute}}})
	}
	return t
}

// setOutcomes saves the outcomes that were changed, and leaves the others to whoever
// changes them.
func (s *service) setOutcomes(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o := s.openProcess(c)
	if o == nil {
		return
	}
	page := s.proposalForm(o.Review.Process)
	now, seen := map[string]judged{}, map[string]string{}
	for i := range page.Groups {
		for j := range page.Groups[i].Rows {
			r := &page.Groups[i].Rows[j]
			if !sent.Has("esito-" + r.ID) {
				continue
			}
			r.Outcome.Value, r.Reason.Value = sent.Get("esito-"+r.ID), typed(sent.Get("motivo-"+r.ID))
			v := judged{process.ProposalOutcome(r.Outcome.Value), r.Reason.Value}
			if was := sent.Get("visto-" + r.ID); intake.Seen(v) != was {
				now[r.ID], seen[r.ID] = v, was
			}
			if v.Outcome == process.ToBeJudged && v.Reason != "" {
				r.Outcome.Error = "C’è il motivo e manca l’esito di «" + r.Title + "»: scegliere l’esito."
			}
			page.Problems = append(page.Problems, problemsOf(r.Outcome)...)
		}
	}
	if len(page.Problems) > 0 {
		s.showProposals(c, http.StatusUnprocessableEntity, o, page)
		return
	}
	saved, err := s.change(c, func(p *process.Process) error { return judge(p, now, seen) })
	switch words, code := whatFailed(err); {
	case errors.Is(err, errNothingNew):
		s.redirect(c, page.Action, flashDone, "Non c’era niente di cambiato.")
	case err == nil:
		s.done(c, saved, page.Action, flashDone, "Esiti salvati: "+strconv.Itoa(len(now))+".")
	case code == 0:
		s.fail(c, err)
	default:
		for _, w := range words {
			page.Problems = append(page.Problems, problem{"", w})
		}
		s.showProposals(c, code, o, page)
	}
}

// judge changes outcomes, each of which must be as it was seen.
func judge(p *process.Process, now map[string]judged, seen map[string]string) error {
	if len(now) == 0 {
		return errNothingNew
	}
	for id, v := range now {
		at := slices.IndexFunc(p.Proposals, func(x process.Proposal) bool { return x.ID == id })
		switch {
		case at < 0:
			return intake.ErrGone
		case intake.Seen(judgedOf(p.Proposals[at])) != seen[id]:
			return intake.ErrChanged
		}
		p.Proposals[at].Outcome, p.Proposals[at].Reason = v.Outcome, v.Reason
	}
	return nil
}

func (s *service) showProposals(c *gin.Context, code int, o *desk.Open, page *proposalsPage) {
	page.frame = s.peopleFrame(c, o.Review.Process, "Proposte e Cabina di regia")
	page.May = mayChange(c)
	s.show(c, code, *page)
}
