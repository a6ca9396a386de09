package web

import (
	"bytes"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// actPage is an act of a process as it would be made now: what it says, what is
// wrong with it, its files, and how to issue it.
type actPage struct {
	frame

	Draft    bool
	Problems []string // why it cannot be made
	Findings []finding
	Summary  string
	Preview  template.HTML // made by the HTML renderer, which escapes all words
	PDF      string        // address of the PDF to show in the page; empty for none
	Files    []fileLink
	Issued   *note    // it is issued already
	Issue    *navLink // the next thing to do; nil when it cannot be issued by who looks
	Waits    string   // why there is nothing to press
	Motive   *field   // of a correction
	Self     string
}

func (actPage) file() string { return "act.html" }

// showAct shows an act of a process.
func (s *service) showAct(c *gin.Context) {
	a, err := s.plannedAct(c, strings.TrimSpace(c.Query("motivo")))
	if err != nil {
		s.failPlanned(c, err)
		return
	}
	page := actPage{
		frame: s.frame(c, a.task.Title), Draft: !a.review.Clean(),
		Self: taskPath(a.stored.Key, a.task.ID), Summary: summary(a.review), Findings: repairable(a.stored.Key, a.review, a.review.Findings),
	}
	page.Office = a.review.Process.Office.Name
	page.Crumbs = s.processCrumbs(a.stored.Key, a.stored.Title)
	act, err := s.Press.Make(a.review, a.task, options(a.review))
	if err == nil {
		err = s.previewAct(&page, a, act)
	}
	if err != nil {
		what, repair := refusal(err)
		if what == "" {
			s.fail(c, err)
			return
		}
		page.Problems = []string{what, repair}
	}
	if err := s.offerIssue(c, &page, a); err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Security-Policy", framingPolicy)
	s.show(c, http.StatusOK, page)
}

// failPlanned tells why an act is not there; a correction with nothing to correct is
// told in the words of the archive.
func (s *service) failPlanned(c *gin.Context, err error) {
	switch {
	case errors.Is(err, errNoSuchAct):
		s.notFound(c)
	case errors.Is(err, archive.ErrNoAct):
		what, repair := refusal(err)
		s.showError(c, http.StatusNotFound, errorPage{Heading: "Quest’atto non c’è", What: what, Repair: repair})
	default:
		s.fail(c, err)
	}
}

func (s *service) previewAct(page *actPage, a *plannedAct, act *produce.Act) error {
	var b bytes.Buffer
	if err := s.Preview(&b, act.Document); err != nil {
		return err
	}
	page.Preview = template.HTML(b.String()) //nolint:gosec // the renderer escapes all words
	for _, f := range s.Press.Formats().For(a.task) {
		file := a.filePath(f)
		if f.Ext == "pdf" {
			page.PDF = withQuery(file, "vista", "1")
			page.Files = append(page.Files, fileLink{"Apri il PDF", page.PDF})
		}
		if f.Ext != "html" && f.Ext != "txt" {
			page.Files = append(page.Files, fileLink{"Scarica " + strings.ToUpper(f.Ext), file})
		}
	}
	if a.task.Kind == acts.Correction {
		page.Motive = &field{Name: "motivo", Label: "Motivo della rettifica", Value: a.motive, Hint: "In una frase: l’atto lo stampa."}
	}
	return nil
}

// filePath is the address of the act in a format.
func (a *plannedAct) filePath(f produce.Format) string {
	if a.task.Kind == acts.Correction {
		return withQuery(taskPath(a.stored.Key, a.task.ID)+"/rettifica."+f.Ext, "motivo", a.motive)
	}
	return actPath(a.stored.Key, a.task, f)
}

// offerIssue says how the act is issued, or why it cannot be now.
func (s *service) offerIssue(c *gin.Context, page *actPage, a *plannedAct) error {
	issued, err := s.issuedOf(c, a.stored.Key, a.task)
	if err != nil {
		return err
	}
	numbered := archive.Numbered(a.task.Kind)
	if len(issued) > 0 && a.task.Kind != acts.Correction {
		last := issued[0]
		n := &note{Tone: "info", Title: "Già emesso", Text: process.Joined("Il", s.moment(last.At)) + ", senza numero: si può stampare di nuovo quando serve."}
		if numbered {
			n.Text = numberOf(last) + " " + process.Joined("del", italianDay(last.Date)) + ", " + last.StateWords() + ". Quella qui sotto è l’anteprima di come sarebbe adesso."
		}
		page.Issued = n
		see := &navLink{Words: "Vedi l’atto emesso", Link: archivedPath(last.ID)}
		if numbered {
			page.Issue = see
			return nil
		}
		n.Link = see
	}
	switch v := viewerOf(c); {
	case len(page.Problems) > 0:
		page.Waits = "Non si può emettere finché non si può fare."
	case page.Draft:
		page.Waits = "Non si può emettere: il procedimento ha errori. I file portano la scritta BOZZA su ogni pagina."
	case !v.May(officer):
		page.Waits = "Lo emette chi ha il ruolo di responsabile."
	case len(issued) > 0 && !numbered:
		page.Issue = &navLink{Words: "Emetti di nuovo", Link: page.Self + "/emissione"}
	default:
		page.Issue = &navLink{Words: "Emetti…", Link: withQuery(page.Self+"/emissione", "motivo", a.motive)}
	}
	return nil
}

// toConfirm are the findings that an officer must accept to issue any of the tasks.
func toConfirm(r *produce.Review, tasks ...produce.Task) []process.Finding {
	var list []process.Finding
	for _, f := range r.Findings {
		concerns := func(t produce.Task) bool { return acts.Concerns(r.Process, t.Job, f) }
		if f.Severity == process.Confirm && slices.ContainsFunc(tasks, concerns) {
			list = append(list, f)
		}
	}
	return list
}

// withQuery adds a value to an address, unless it is empty.
func withQuery(address, name, value string) string {
	if value == "" {
		return address
	}
	joint := "?"
	if strings.Contains(address, "?") {
		joint = "&"
	}
	return address + joint + url.Values{name: {value}}.Encode()
}

func (s *service) processCrumbs(key, title string) []navLink {
	return []navLink{{Words: "Procedimenti", Link: "/"}, {Words: title, Link: processPath(key)}, {Words: "Atti", Link: processPath(key) + "/atti"}}
}
