package web

import (
	"bytes"
	"html/template"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	ical "concerta/internal/calendar"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// noticePage is an issued notice for whoever has its code, as it may be published.
type noticePage struct {
	frame

	State   *badge
	Number  string
	Preview template.HTML // made by the HTML renderer, which escapes all words
	Links   []fileLink
}

func (noticePage) file() string { return "notice.html" }

// noticePath is the public address of a notice.
func noticePath(code string) string { return "/avvisi/" + code }

// noticeOf finds the issued notice that a code names, or answers and gives nil.
func (s *service) noticeOf(c *gin.Context) *ledger.Act {
	act := s.actOfCode(c)
	if act == nil {
		return nil
	}
	if acts.Kind(act.Kind) != acts.Notice || act.Annulment != nil {
		s.notFound(c)
		return nil
	}
	return act
}

// showNotice shows a notice without what is withheld of it.
func (s *service) showNotice(c *gin.Context) {
	a := s.noticeOf(c)
	if a == nil {
		return
	}
	act, err := s.Archive.Reprint(c.Request.Context(), a)
	if err != nil {
		s.fail(c, err)
		return
	}
	public := act.Document
	if _, withheld := doc.Public(act.Document); len(withheld) > 0 {
		copied, err := s.Press.Public(act)
		if err != nil {
			s.fail(c, err)
			return
		}
		public = copied.Document
	}
	var b bytes.Buffer
	if err := s.Preview(&b, public); err != nil {
		s.fail(c, err)
		return
	}
	page := noticePage{
		frame: s.frame(c, public.Meta.Title), State: stateBadge(a), Number: numberOf(a),
		Preview: template.HTML(b.String()), //nolint:gosec // the renderer escapes all words
		Links: []fileLink{
			{"Metti gli incontri nel calendario (.ics)", noticePath(a.Code) + "/incontri.ics"},
			{"Scheda di adesione in bianco (PDF)", noticePath(a.Code) + "/scheda.pdf"},
			{"Verifica l’atto", verifyPath(a.Code)},
		},
	}
	s.show(c, http.StatusOK, page)
}

// giveNoticeFile gives what goes with a notice: incontri.ics, scheda.pdf.
func (s *service) giveNoticeFile(c *gin.Context) {
	a := s.noticeOf(c)
	if a == nil {
		return
	}
	switch c.Param("file") {
	case "incontri.ics":
		s.giveMeetings(c, a)
	case "scheda.pdf":
		s.giveBlankForm(c, a)
	default:
		s.notFound(c)
	}
}

// giveMeetings gives the meetings as the notice and its corrections announced them:
// what is being edited is not public yet.
func (s *service) giveMeetings(c *gin.Context, a *ledger.Act) {
	newest, p, err := s.announced(c, a)
	if err != nil {
		s.fail(c, err)
		return
	}
	var b bytes.Buffer
	err = ical.Write(&b, p, ical.Options{Stamp: newest.At, Sequence: newest.ProcessVersion})
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, p.Key+"_incontri.ics", "text/calendar; charset=utf-8", b.Bytes())
}

// announced is the notice, or its newest correction, and the process it was made of.
func (s *service) announced(c *gin.Context, a *ledger.Act) (*ledger.Act, *process.Process, error) {
	newest := a
	corrections, err := s.Register.Acts(c.Request.Context(), store.ActFilter{Process: a.Process, Kind: string(acts.Correction)})
	if err != nil {
		return nil, nil, err
	}
	for _, r := range corrections {
		if r.Corrects == a.ID && r.Annulment == nil {
			newest = r
			break
		}
	}
	p, err := s.Archive.Published(c.Request.Context(), newest)
	return newest, p, err
}

// giveBlankForm gives the blank adhesion form of the process.
func (s *service) giveBlankForm(c *gin.Context, a *ledger.Act) {
	p, err := s.Store.Process(c.Request.Context(), a.Process)
	if err != nil {
		s.fail(c, err)
		return
	}
	review := s.Reviews.Of(p)
	format, known := s.Press.Formats().Of(acts.AdhesionForm).Find("pdf")
	if !known || !review.Clean() {
		s.notFound(c)
		return
	}
	tasks, err := produce.Tasks(review.Process, acts.AdhesionForm)
	if err != nil {
		s.fail(c, err)
		return
	}
	t, there := blankOf(tasks)
	if !there {
		s.notFound(c)
		return
	}
	act, err := s.Press.Make(review, t, acts.Options{})
	if err != nil {
		s.fail(c, err)
		return
	}
	body, err := act.Render(format)
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, t.FileName(format), format.MediaType, body)
}

// blankOf is the blank form among all forms. Those that are for somebody, or for a
// meeting, say whose they are.
func blankOf(tasks []produce.Task) (produce.Task, bool) {
	at := slices.IndexFunc(tasks, func(t produce.Task) bool { return t.For == "" && !t.Short })
	if at < 0 {
		return produce.Task{}, false
	}
	return tasks[at], true
}
