package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/process"
	"concerta/internal/processfile"
)

// Names of what the form of a section sends besides its controls.
const (
	seenField  = "visto" // digest of the section when it was shown
	phaseField = "fase"  // key of the phase that an entry of the calendar is in
	upButton   = "su"    // list and index of the item to move
	downButton = "giu"
	moreButton = "aggiungi" // one more blank item
	goneDigest = "tolta"    // in the place of the digest of an item that is not there any more
)

// editPage is a section as somebody fills it in.
type editPage struct {
	frame

	Action   string
	About    string
	Mention  string // how texts refer to this item
	ReadOnly bool
	Unsaved  bool // what is shown was typed and is not saved
	Conflict []difference
	Overtake bool // somebody else changed the section meanwhile
	Problems []problem
	Hidden   []hidden
	Phase    *field // the phase that an entry is in
	Controls []control
	Buttons  buttons
	Related  []navLink
	Rich     []definition // what texts may refer to; nil when the section has no texts

	Here   []finding // of the whole process: those of this section
	Others []finding
	Check  string // how many others, in words
}

func (editPage) file() string { return "edit.html" }

// editing is the section that a request is about.
type editing struct {
	section *desk.Section
	key     string // of the process
	item    string // key of the item
	phase   string // that an entry is, or goes, in
}

// editing answers when the address names no section.
func (s *service) editing(c *gin.Context) (editing, bool) {
	e := editing{key: c.Param("chiave"), item: c.Query("voce"), phase: c.Query("fase")}
	var ok bool
	if e.section, ok = desk.SectionNamed(c.Param("parte")); !ok {
		s.notFound(c)
	}
	return e, ok
}

// address is the page of the section.
func (e editing) address() string { return sectionPath(e.key, e.section.Name, e.item) }

// sectionPath is the address of a section of a process, or of an item.
func sectionPath(key, section, item string) string {
	path := processPath(key) + "/modifica/" + section
	if item != "" {
		path += "?" + url.Values{"voce": {item}}.Encode()
	}
	return path
}

// editSection shows a section.
func (s *service) editSection(c *gin.Context) {
	e, ok := s.editing(c)
	if !ok {
		return
	}
	o, err := s.desk.Open(c.Request.Context(), e.key)
	if err != nil {
		s.fail(c, err)
		return
	}
	if list := listOf(e.section); list != nil {
		s.showList(c, e, o, list, nil)
		return
	}
	place, ok := e.section.Place(o.Tree, e.item, e.phase)
	if !ok {
		s.noSuchItem(c, e)
		return
	}
	s.show(c, http.StatusOK, s.editPage(c, e, o, place, place.Digest(o.Tree), nil))
}

// noSuchItem says that an item is not there any more.
func (s *service) noSuchItem(c *gin.Context, e editing) {
	s.showError(c, http.StatusNotFound, errorPage{
		Heading: "Questa voce non c’è",
		What:    "Nel procedimento non c’è, o non c’è più, la voce «" + e.section.Title + "» di questo indirizzo.",
		Repair:  "Tornare ai dati del procedimento e sceglierla dall’elenco.",
	})
}

// editPage is the page of a section: of what is saved, or of what was typed, with
// what is wrong with it.
func (s *service) editPage(c *gin.Context, e editing, o *desk.Open, place desk.Place, seen string, wrong []process.Finding) editPage {
	title := e.section.Title
	if e.section.IsItem() {
		title = itemTitle(o.Tree, place)
	}
	page := editPage{frame: s.frame(c, title), Action: e.address(), About: e.section.About, Hidden: []hidden{{seenField, seen}}}
	page.Office = o.Review.Process.Office.Name
	page.Section = processTabs(e.key, editTab)
	page.Crumbs = editCrumbs(o.Review.Process, e)
	page.ReadOnly = !page.Viewer.May(operator)
	page.Mention = mention(place, o)
	var rest []process.Finding
	page.Controls, rest = sectionControls(o, place, wrong)
	page.Problems = problemsIn(page.Controls)
	for _, f := range rest {
		where, _ := whereabouts(e.key, o.Tree, f.Path)
		page.Problems = append(page.Problems, problem{"", strings.TrimPrefix(where+": "+faultWords(f), ": ")})
	}
	page.Phase = phaseChoice(o, e, place)
	if page.Related = related(e, o); page.ReadOnly && e.section.Name == "incontro" {
		page.Related = nil // they all change something
	}
	if !page.ReadOnly {
		page.Buttons = buttons{Do: "Salva", Back: &navLink{Words: "Torna senza salvare", Link: backFrom(e)}}
	}
	if hasTexts(place.Parts(o.Tree)) {
		page.Rich = mentionable(o.Review.Process)
	}
	if wrong == nil {
		s.tellFindings(&page, e, o)
	}
	return page
}

// tellFindings fills in what the check says of the whole process.
func (s *service) tellFindings(page *editPage, e editing, o *desk.Open) {
	var here, others []process.Finding
	for _, f := range o.Review.Findings {
		section, key, ok := desk.Where(o.Tree, f.Path)
		if ok && section.Name == e.section.Name && key == e.item {
			here = append(here, f)
			continue
		}
		others = append(others, f)
	}
	page.Here = findingsOf(allInPages(here))
	for i := range page.Here {
		page.Here[i].Where, page.Here[i].Excerpt = "", ""
	}
	page.Others = linkedFindings(e.key, o.Tree, others)
	page.Check = summary(o.Review)
}

// whereabouts are the words that say where a part of the process is filled in, and
// the address of the page that does; none for a part that has no page.
func whereabouts(key string, t *processfile.Tree, path string) (words, link string) {
	if section, item, ok := desk.Where(t, path); ok {
		words = section.Title
		if place, ok := section.Place(t, item, ""); ok && section.IsItem() {
			words = itemTitle(t, place)
		}
		return words, sectionPath(key, section.Name, item)
	}
	part, _, _ := strings.Cut(strings.SplitN(path, ".", 2)[0], "[")
	switch part {
	case "soggetti", "cittadini":
		return "Soggetti", processPath(key) + bodiesTab
	case "adesioni":
		return "Adesioni", processPath(key) + adhesionTab
	case "presenze":
		return "Registri", processPath(key) + printTab
	}
	return "", ""
}

// problemsIn are the errors of controls, in order, for the summary.
func problemsIn(list []control) []problem {
	var out []problem
	for _, c := range list {
		switch {
		case c.Field != nil && c.Field.Error != "":
			out = append(out, problem{c.Field.Name, c.Field.Label + ": " + c.Field.Error})
		case c.Group != nil:
			out = append(out, ofGroup(*c.Group)...)
		case c.List != nil:
			out = append(out, ofGroup(c.List.controls)...)
			for _, item := range c.List.Items {
				for _, p := range problemsIn(item.Parts) {
					out = append(out, problem{p.Field, item.Title + " – " + p.Text})
				}
			}
		}
		out = append(out, problemsIn(c.Row)...)
	}
	return out
}

func ofGroup(g controls) []problem {
	var out []problem
	if g.Error != "" {
		out = append(out, problem{g.ID, strings.TrimPrefix(g.Legend+": "+g.Error, ": ")})
	}
	return append(out, problemsIn(g.Parts)...)
}

// hasTexts tells whether any of the parts is a rich text.
func hasTexts(parts []processfile.Part) bool {
	for _, p := range parts {
		if p.Kind == processfile.Text || hasTexts(p.Parts) {
			return true
		}
	}
	return false
}
