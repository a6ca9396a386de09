package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/process"
)

// removeButton takes an item of a list away.
const removeButton = "togli"

// arrangePage is a list whose items have pages of their own: they are moved and
// taken away here, at once, and what was done can be undone.
type arrangePage struct {
	frame

	Action   string
	About    string
	ReadOnly bool
	Problems []problem
	Groups   []arrangeGroup
	Add      []navLink
	Findings []finding
}

func (arrangePage) file() string { return "arrange.html" }

// arrangeGroup is a phase with its entries, or the only list that there is.
type arrangeGroup struct {
	Head *arrangeRow // the phase itself
	Rows []arrangeRow
	None string // said where there are no rows
	Add  []navLink
}

// arrangeRow is one item. Item names it to the buttons: "incontro prima-sessione".
type arrangeRow struct {
	Item        string
	When        string
	Title       string
	Link        string
	Note        string
	State       *badge
	First, Last bool
}

// listOf makes the page of a list; nil when the section is no list.
func listOf(section *desk.Section) func(key string, o *desk.Open) ([]arrangeGroup, []navLink) {
	switch section.Name {
	case "calendario":
		return calendarList
	case "proposte":
		return proposalList
	case "verbali":
		return minutesList
	}
	return nil
}

func (s *service) showList(c *gin.Context, e editing, o *desk.Open, list func(string, *desk.Open) ([]arrangeGroup, []navLink), problems []problem) {
	page := arrangePage{frame: s.frame(c, e.section.Title), Action: e.address(), About: e.section.About, Problems: problems}
	page.Office = o.Review.Process.Office.Name
	page.Section = processTabs(e.key, editTab)
	page.Crumbs = editCrumbs(o.Review.Process, e)
	page.ReadOnly = !page.Viewer.May(operator)
	page.Groups, page.Add = list(e.key, o)
	code := http.StatusOK
	if problems != nil {
		code = http.StatusUnprocessableEntity
	}
	var here []process.Finding
	for _, f := range o.Review.Findings {
		if section, _, ok := desk.Where(o.Tree, f.Path); ok && listName(section) == e.section.Name {
			here = append(here, f)
		}
	}
	page.Findings = linkedFindings(e.key, o.Tree, here)
	s.show(c, code, page)
}

func edges(rows []arrangeRow) []arrangeRow {
	if len(rows) > 0 {
		rows[0].First, rows[len(rows)-1].Last = true, true
	}
	return rows
}

func calendarList(key string, o *desk.Open) ([]arrangeGroup, []navLink) {
	p := o.Review.Process
	newEntry := func(section, phase string) string {
		path := sectionPath(key, section, "")
		if phase != "" {
			path += "?" + url.Values{phaseField: {phase}}.Encode()
		}
		return path
	}
	adds := func(phase string) []navLink {
		return []navLink{
			{Words: "Aggiungi un incontro", Link: newEntry("incontro", phase)},
			{Words: "Aggiungi un periodo", Link: newEntry("periodo", phase)},
			{Words: "Aggiungi un testo", Link: newEntry("testo", phase)},
		}
	}
	add := []navLink{{Words: "Aggiungi una fase", Link: sectionPath(key, "fase", "")}}
	if len(p.Phases) == 0 {
		if len(p.Entries) > 0 {
			add = nil // entries are in phases, or there are no phases
		}
		return []arrangeGroup{{Rows: entryRows(key, o, "", p.Entries), None: "Non ci sono ancora incontri.", Add: adds("")}}, add
	}
	var groups []arrangeGroup
	for i, ph := range p.Phases {
		path := fmt.Sprintf("fasi[%d]", i)
		id := desk.KeyOf(o.Tree, path, "id")
		groups = append(groups, arrangeGroup{
			Head: &arrangeRow{Item: "fase " + id, Title: phaseTitle(ph), Link: sectionPath(key, "fase", id), Note: opening(ph.Text.Plain()), First: i == 0, Last: i == len(p.Phases)-1},
			Rows: entryRows(key, o, path+".", ph.Entries), None: "In questa fase non c’è niente.", Add: adds(id),
		})
	}
	return groups, add
}

func entryRows(key string, o *desk.Open, prefix string, entries []process.Entry) []arrangeRow {
	var rows []arrangeRow
	for i, x := range entries {
		path := fmt.Sprintf("%svoci[%d]", prefix, i)
		var r arrangeRow
		kind, id := "testo", ""
		switch {
		case x.Meeting != nil:
			e := meetingEvent(x.Meeting)
			r = arrangeRow{When: e.When, Title: e.Title, Note: e.Where}
			kind, id = "incontro", "id"
		case x.Span != nil:
			e := spanEvent(x.Span)
			r = arrangeRow{When: e.When, Title: cmp.Or(e.Title, "Periodo")}
			kind, id = "periodo", "id"
		case x.Text != nil:
			r = arrangeRow{Title: opening(x.Text.Plain())}
		}
		item := desk.KeyOf(o.Tree, path+"."+kind, id)
		r.Item, r.Link = kind+" "+item, sectionPath(key, kind, item)
		rows = append(rows, r)
	}
	return edges(rows)
}

func proposalList(key string, o *desk.Open) ([]arrangeGroup, []navLink) {
	p := o.Review.Process
	var rows []arrangeRow
	for i, x := range p.Proposals {
		id := desk.KeyOf(o.Tree, fmt.Sprintf("proposte[%d]", i), "id")
		r := arrangeRow{Item: "proposta " + id, Title: x.Title, Link: sectionPath(key, "proposta", id), State: outcomeBadge(x.Outcome)}
		if x.Table > 0 {
			r.When = fmt.Sprintf("Tavolo %d", x.Table)
		}
		rows = append(rows, r)
	}
	return []arrangeGroup{{Rows: edges(rows), None: "Non ci sono ancora proposte."}}, []navLink{{Words: "Aggiungi una proposta", Link: sectionPath(key, "proposta", "")}}
}

func outcomeBadge(o process.ProposalOutcome) *badge {
	switch o {
	case process.Accepted, process.PartlyAccepted:
		return &badge{answerWords(string(o)), "good"}
	case process.NotAccepted:
		return &badge{answerWords(string(o)), "bad"}
	case process.ReferredFurther:
		return &badge{answerWords(string(o)), "warn"}
	case process.ToBeJudged:
	}
	return &badge{"Da valutare", "info"}
}

func minutesList(key string, o *desk.Open) ([]arrangeGroup, []navLink) {
	p := o.Review.Process
	done := map[string]bool{}
	var rows []arrangeRow
	for _, m := range p.Minutes {
		done[m.Meeting] = true
		r := arrangeRow{Item: "verbale " + m.Meeting, Title: m.Meeting, Link: sectionPath(key, "verbale", m.Meeting), Note: counted(len(m.Items), "punto", "punti")}
		if meeting := p.Meeting(m.Meeting); meeting != nil {
			e := meetingEvent(meeting)
			r.When, r.Title = e.When, e.Title
		}
		if m.Number != "" {
			r.Title = "N. " + m.Number + " – " + r.Title
		}
		rows = append(rows, r)
	}
	var add []navLink
	for _, m := range p.Meetings() {
		if !done[m.ID] {
			add = append(add, navLink{Words: "Comincia il verbale: " + meetingName(m), Link: processPath(key) + "/verbale?" + url.Values{"incontro": {m.ID}}.Encode()})
		}
	}
	return []arrangeGroup{{Rows: edges(rows), None: "Non ci sono ancora verbali."}}, add
}

// arrange moves an item or takes it away, and saves at once.
func (s *service) arrange(c *gin.Context, e editing, sent url.Values) {
	do, item := "", ""
	for _, button := range []string{upButton, downButton, removeButton} {
		if sent.Has(button) {
			do, item = button, sent.Get(button)
		}
	}
	name, key, _ := strings.Cut(item, " ")
	section, ok := desk.SectionNamed(name)
	if !ok || !section.IsItem() {
		s.notFound(c)
		return
	}
	words := "Spostato"
	saved, err := s.desk.Save(c.Request.Context(), desk.Change{Key: e.key, Do: func(o *desk.Open) error {
		place, there := section.Place(o.Tree, key, "")
		if !there || key == "" {
			return desk.ErrNoPart
		}
		title := itemTitle(o.Tree, place)
		switch do {
		case upButton:
			place.Move(o.Tree, -1)
		case downButton:
			place.Move(o.Tree, 1)
		default:
			o.Tree.Remove(place.Item())
			words = "Tolto"
		}
		words = strings.Fields(words)[0] + ": " + title + "."
		return nil
	}})
	var invalid *desk.InvalidError
	switch {
	case errors.As(err, &invalid):
		s.arrangeFailed(c, e, invalid.Findings)
	case errors.Is(err, desk.ErrNoPart):
		s.redirect(c, e.address(), flashWarning, "Quella voce non c’è più: forse l’ha tolta qualcun altro.")
	case errors.Is(err, desk.ErrConflict):
		s.redirect(c, e.address(), flashWarning, conflictOf(err))
	case err != nil:
		s.fail(c, err)
	default:
		s.redirectSaved(c, e.address(), e.address(), saved, words)
	}
}

// arrangeFailed shows the list as it is, with why it could not be changed.
func (s *service) arrangeFailed(c *gin.Context, e editing, findings []process.Finding) {
	o, err := s.desk.Open(c.Request.Context(), e.key)
	if err != nil {
		s.fail(c, err)
		return
	}
	var problems []problem
	for _, f := range findings {
		problems = append(problems, problem{"", "Non si può: " + faultWords(f)})
	}
	s.showList(c, e, o, listOf(e.section), problems)
}
