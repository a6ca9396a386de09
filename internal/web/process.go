package web

import (
	"bytes"
	"errors"
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// processPage is a process at a glance: what is wrong with it, its calendar, the
// notice as it would be made now.
type processPage struct {
	frame

	Key      string
	Version  int
	Saved    string
	Summary  string // how many findings, in words
	Findings []finding
	Deadline string
	Calendar timeline
	Notice   noticeView
	Acts     []actGroup
	Prints   []printRow // registers to print together
}

func (processPage) file() string { return "process.html" }

// noticeView is the notice, or why there is none.
type noticeView struct {
	Draft    bool
	Preview  template.HTML // made by the HTML renderer, which escapes all words
	Files    []fileLink
	Problems []string // why it cannot be made
}

type fileLink struct {
	Words string
	Link  string
}

// showProcess shows the newest version of a process, also of one that cannot be
// read any more: its findings say what to do.
func (s *service) showProcess(c *gin.Context) {
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	review := produce.Read(produce.Stored(p))
	page := processPage{
		frame: s.frame(c, p.Title), Key: p.Key, Version: p.Version, Saved: s.moment(p.SavedAt),
		Summary: summary(review), Findings: findingsOf(review.Findings),
	}
	if review.Process != nil {
		page.Office = review.Process.Office.Name
		page.Calendar = calendar(review.Process)
		page.Deadline = deadline(review.Process.Deadline)
	}
	page.Notice, err = s.notice(p.Key, review)
	if err != nil {
		s.fail(c, err)
		return
	}
	if review.Legible {
		if err := s.listActs(&page, review.Process); err != nil {
			s.fail(c, err)
			return
		}
	}
	s.show(c, http.StatusOK, page)
}

// listActs fills in which acts the process has. None is made for that.
func (s *service) listActs(page *processPage, p *process.Process) (err error) {
	if page.Acts, err = s.actGroups(p); err != nil {
		return err
	}
	page.Prints, err = printRows(p)
	return err
}

// notice makes the preview; of a process with errors, that of a draft.
func (s *service) notice(key string, review *produce.Review) (noticeView, error) {
	view := noticeView{Draft: !review.Clean()}
	act, err := s.makeNotice(review)
	var bad *produce.DocumentError
	var told *fault.Error
	switch {
	case errors.As(err, &bad):
		for _, p := range bad.Problems {
			view.Problems = append(view.Problems, p.String())
		}
		return view, nil
	case errors.Is(err, produce.ErrFindings):
		view.Problems = []string{"Il file del procedimento non si può leggere per intero: correggere prima gli errori indicati nel controllo."}
		return view, nil
	case errors.As(err, &told):
		view.Problems = []string{told.What, told.Repair}
		return view, nil
	case err != nil:
		return view, err
	}
	var b bytes.Buffer
	if err := s.Preview(&b, act.Document); err != nil {
		return view, err
	}
	view.Preview = template.HTML(b.String()) //nolint:gosec // the renderer escapes all words
	for _, f := range s.Press.Formats().Of(acts.Notice) {
		file := actPath(key, act.Task, f)
		if f.Ext == "pdf" {
			view.Files = append(view.Files, fileLink{"Apri il PDF", file + "?vista=1"})
		}
		view.Files = append(view.Files, fileLink{"Scarica " + strings.ToUpper(f.Ext), file})
	}
	return view, nil
}

// makeNotice makes the notice, which every process has.
func (s *service) makeNotice(r *produce.Review) (*produce.Act, error) {
	if !r.Legible {
		return nil, produce.ErrFindings
	}
	tasks, err := produce.Tasks(r.Process, acts.Notice)
	if err != nil {
		return nil, err
	}
	return s.Press.Make(r, tasks[0], options(r))
}

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
