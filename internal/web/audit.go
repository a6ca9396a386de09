package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// auditPage shows who did what, when and from where.
type auditPage struct {
	frame

	Filter       auditFilter
	Errors       []string
	Deeds        []deedRow
	Summary      string
	Newer, Older string // links; empty when there are none
}

func (auditPage) file() string { return "audit.html" }

// auditFilter is what was asked for, as it was written.
type auditFilter struct {
	Operator, About, From, To string
	Actions                   []option
}

type deedRow struct{ When, Operator, Action, About, Origin string }

// auditRows is how many lines a page of the log has.
const auditRows = 50

// showAudit shows a page of the audit log.
func (s *service) showAudit(c *gin.Context) {
	p := auditPage{frame: s.frame(c, "Registro delle operazioni")}
	f, err := s.readAuditFilter(c, &p)
	if err != nil {
		s.fail(c, err)
		return
	}
	number, _ := strconv.Atoi(c.Query("pagina"))
	number = min(max(number, 1), 1_000_000)
	f.Limit, f.Offset = auditRows, (number-1)*auditRows
	list, total, err := s.Accounts.Deeds(c.Request.Context(), f)
	if err != nil {
		s.fail(c, err)
		return
	}
	for _, d := range list {
		p.Deeds = append(p.Deeds, deedRow{d.At.In(s.Zone).Format("02/01/2006, 15.04.05"), d.Operator, string(d.Action), d.About, d.Origin})
	}
	switch last := (total + auditRows - 1) / auditRows; {
	case total == 0:
		p.Summary = "Nessuna operazione trovata."
	case total == 1:
		p.Summary = "1 operazione."
	case last == 1:
		p.Summary = fmt.Sprintf("%d operazioni, la più recente per prima.", total)
	default:
		p.Summary = fmt.Sprintf("%d operazioni, la più recente per prima; pagina %d di %d.", total, number, last)
	}
	if number > 1 {
		p.Newer = auditLink(c.Request.URL.Query(), number-1)
	}
	if number*auditRows < total {
		p.Older = auditLink(c.Request.URL.Query(), number+1)
	}
	code := http.StatusOK
	if len(p.Errors) > 0 {
		code = http.StatusUnprocessableEntity
	}
	s.show(c, code, p)
}

func (s *service) readAuditFilter(c *gin.Context, p *auditPage) (store.DeedFilter, error) {
	asked := func(name string) string { return strings.TrimSpace(c.Query(name)) }
	f := store.DeedFilter{Operator: asked("operatore"), About: asked("oggetto"), Action: account.Action(asked("operazione"))}
	p.Filter = auditFilter{Operator: f.Operator, About: f.About, From: asked("dal"), To: asked("al")}
	actions, err := s.Accounts.Actions(c.Request.Context())
	if err != nil {
		return f, err
	}
	p.Filter.Actions = []option{{Value: "", Words: "tutte", Chosen: f.Action == ""}}
	for _, a := range actions {
		p.Filter.Actions = append(p.Filter.Actions, option{Value: string(a), Words: string(a), Chosen: a == f.Action})
	}
	if f.From, err = s.startOfDay(p.Filter.From); err != nil {
		p.Errors = append(p.Errors, "Il giorno d’inizio non è una data. Scriverlo come gg/mm/aaaa.")
	}
	if f.To, err = s.startOfDay(p.Filter.To); err != nil {
		p.Errors = append(p.Errors, "L’ultimo giorno non è una data. Scriverlo come gg/mm/aaaa.")
	} else if !f.To.IsZero() {
		f.To = f.To.AddDate(0, 0, 1)
	}
	return f, nil
}

// startOfDay is the first moment of a day, as a date field sends it or as people
// write it; zero for nothing.
func (s *service) startOfDay(day string) (time.Time, error) {
	if day == "" {
		return time.Time{}, nil
	}
	if t, err := time.ParseInLocation("2006-01-02", day, s.Zone); err == nil {
		return t, nil
	}
	t, err := time.ParseInLocation("2/1/2006", day, s.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading a day: %w", err)
	}
	return t, nil
}

// auditLink is the same search at another page.
func auditLink(query url.Values, number int) string {
	query.Set("pagina", strconv.Itoa(number))
	return auditPath + "?" + query.Encode()
}
