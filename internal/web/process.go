package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/glance"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// processPage is a process at a glance: the one next thing to do, what is missing,
// what no longer agrees, what is wrong.
type processPage struct {
	frame

	Key      string
	Version  int
	Saved    string
	Next     *thing
	Others   []thing
	Summary  string // how many findings, in words
	Findings []finding
	Deadline string
	Calendar timeline
}

func (processPage) file() string { return "process.html" }

// thing is a thing to do.
type thing struct {
	Words string
	Why   string
	Link  string
}

// shownThings is how many things to do are listed besides the next one.
const shownThings = 7

// showProcess shows the newest version of a process, also of one that cannot be
// read any more: its findings say what to do.
func (s *service) showProcess(c *gin.Context) {
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	review := s.Reviews.Of(p)
	page := processPage{
		frame: s.frame(c, p.Title), Key: p.Key, Version: p.Version, Saved: process.Joined("salvata il", s.moment(p.SavedAt)),
		Summary: summary(review), Findings: repairable(p.Key, review, review.Findings),
	}
	page.Section = processTabs(p.Key, glanceTab)
	if review.Process != nil {
		page.Office = review.Process.Office.Name
		page.Calendar = calendar(review.Process)
		page.Deadline = deadline(review.Process.Deadline)
	}
	if err := s.look(c, &page, review); err != nil {
		s.fail(c, err)
		return
	}
	s.show(c, http.StatusOK, page)
}

// look fills in where the process stands.
func (s *service) look(c *gin.Context, page *processPage, review *produce.Review) error {
	if !review.Legible {
		page.Next = &thing{
			"Correggere il file del procedimento", "Così com’è non si può leggere: nessun atto si può fare.", processPath(page.Key) + "#controllo",
		}
		return nil
	}
	now := glance.Now{Process: review.Process, Today: s.today(), Errors: review.Count(process.Error), Stale: map[string]bool{}}
	if s.Archive != nil {
		var err error
		if now.Acts, err = s.Register.Acts(c.Request.Context(), store.ActFilter{Process: page.Key}); err != nil {
			return err
		}
		stale, err := s.Archive.Stale(c.Request.Context(), page.Key)
		if err != nil {
			return err
		}
		for _, x := range stale {
			now.Stale[x.Act.ID] = true
		}
	}
	g := glance.Look(now)
	for i, step := range g.Steps {
		t := thing{step.Words, step.Why, stepLink(page.Key, step)}
		switch {
		case i == 0:
			page.Next = &t
		case i <= shownThings:
			page.Others = append(page.Others, t)
		}
	}
	page.Calendar = standing(page.Key, page.Calendar, review.Process, g)
	return nil
}

// stepLink leads to where a thing is done.
func stepLink(key string, step glance.Step) string {
	base := processPath(key)
	switch step.Kind {
	case glance.Repair:
		return base + "#controllo"
	case glance.Issue, glance.Correct:
		return base + actsTab + "/" + string(step.Of)
	case glance.Sign, glance.Publish, glance.Reissue:
		if step.Act == "" {
			return "/archivio?procedimento=" + key + "&stato=" + strings.ReplaceAll(string(ledger.StateIssued), " ", "+")
		}
		return "/archivio/" + step.Act
	case glance.Decide:
		return base + adhesionTab
	case glance.Print:
		return base + printTab + "#" + step.Meeting
	case glance.Attendance:
		return base + "/incontri/" + step.Meeting + "/presenze"
	case glance.Minutes:
		return base + actsTab + "/" + string(acts.Minutes) + "_" + step.Meeting
	}
	return base
}

// standing adds to a calendar where each meeting stands and what can be done of it.
func standing(key string, t timeline, p *process.Process, g glance.Glance) timeline {
	next := ""
	for _, m := range p.Meetings() {
		if s := g.Meetings[m.ID]; !s.Past && !m.Date.IsZero() && next == "" {
			next = m.ID
		}
	}
	for i := range t.Phases {
		for j := range t.Phases[i].Events {
			e := &t.Phases[i].Events[j]
			if e.meeting == "" {
				continue
			}
			s := g.Meetings[e.meeting]
			e.Now = e.meeting == next
			switch {
			case len(s.Stale) > 0:
				e.State = &badge{"un atto emesso non concorda più", "bad"}
			case s.Past && len(s.Missing) == 0:
				e.State = &badge{"tutto fatto", "good"}
			case s.Today:
				e.State = &badge{"oggi", "info"}
			}
			e.Done = append(e.Done, joinNotes("Fatto: ", s.Done)...)
			e.Notes = append(e.Notes, joinNotes("Manca: ", s.Missing)...)
			e.Actions = meetingActions(key, e.meeting, s)
		}
	}
	return t
}

func joinNotes(lead string, words []string) []string {
	if len(words) == 0 {
		return nil
	}
	return []string{lead + strings.Join(words, ", ") + "."}
}

func meetingActions(key, meeting string, s glance.Status) []navLink {
	base := processPath(key)
	list := []navLink{{Words: "Stampa i registri", Link: base + "/stampe/incontri/" + meeting + ".pdf?vista=1"}}
	if s.Past || s.Today {
		list = append(list,
			navLink{Words: "Presenze", Link: base + "/incontri/" + meeting + "/presenze"},
			navLink{Words: "Verbale", Link: base + actsTab + "/" + string(acts.Minutes) + "_" + meeting})
	}
	return list
}

// findingsOf are findings as shown; of a file that could not be read, in the words of
// the file.
func findingsOf(findings []process.Finding) []finding {
	views := make([]finding, 0, len(findings))
	for _, f := range findings {
		v := finding{
			Severity: f.Severity.Italian(), Class: string(f.Severity),
			Excerpt: strings.TrimSpace(f.Excerpt), What: f.What, Why: f.Why, Repair: f.Repair,
		}
		if f.Line > 0 {
			v.Where = place(f.Line, f.Column)
		}
		views = append(views, v)
	}
	return views
}

// repairable are findings of a process, each with the page where it is repaired as
// long as the process can be read.
func repairable(key string, r *produce.Review, findings []process.Finding) []finding {
	if !r.Legible {
		return findingsOf(findings)
	}
	return linkedFindings(key, processfile.NewTree(r.Process), findings)
}

// linkedFindings are findings, each with the page where it is repaired in the place
// of a line of the file.
func linkedFindings(key string, t *processfile.Tree, findings []process.Finding) []finding {
	views := findingsOf(allInPages(findings))
	for i, f := range findings {
		if words, link := whereabouts(key, t, f.Path); link != "" {
			views[i].Where, views[i].Excerpt = "", ""
			views[i].Link = &navLink{Words: "Correggi: " + words, Link: link}
		}
	}
	return views
}
