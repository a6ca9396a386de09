package web

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/process"
)

// renewPage asks how a process is begun again.
func (s *service) renewPage(c *gin.Context, o *desk.Open) *newPage {
	p := o.Review.Process
	page := s.newPage(c, "Nuovo procedimento da uno vecchio", processPath(p.Key)+"/rinnova")
	page.Office = p.Office.Name
	page.Crumbs = append(page.Crumbs, navLink{Words: p.Title, Link: processPath(p.Key)})
	page.Intro = []string{
		"Si parte da «" + p.Title + "». Restano l’ente, chi firma, i testi, i tavoli, i soggetti e i cittadini.",
		"Non passano adesioni, presenze, verbali, numeri di protocollo, la cabina di regia e chi ha firmato i patti.",
		"Le date si spostano di settimane intere, così ogni incontro resta nel suo giorno della settimana. Quelle scritte a mano dentro i testi restano com’erano: il controllo le indica.",
	}
	page.Fields = []*field{
		{Name: "titolo", Label: "Titolo", Required: true, Value: p.Title},
		keyField(),
		{Kind: "date", Name: "primo", Label: "Giorno del primo incontro", Width: "short", Required: true},
		{Kind: "checkbox", Name: "proposte", Label: "Porta anche le proposte, senza il loro esito"},
	}
	if first := p.FirstMeeting(); !first.IsZero() {
		page.field("primo").Hint = fmt.Sprintf("Nel procedimento di partenza era %s. Un altro giorno della settimana diventa il primo %s che segue.", dayWords(first.String()), weekday(first))
	} else {
		page.field("primo").Required = false
		page.field("primo").Hint = "Il procedimento di partenza non ha incontri con una data: le date restano come sono."
	}
	return page
}

// askRenewal shows the form.
func (s *service) askRenewal(c *gin.Context) {
	o, err := s.desk.Open(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	s.show(c, http.StatusOK, s.renewPage(c, o))
}

// renewProcess makes a new process out of another.
func (s *service) renewProcess(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, err := s.desk.Open(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	page := s.renewPage(c, o)
	page.read(sent.Get)
	want := page.date("primo")
	s.unprintable(page.Fields)
	if page.wrong() {
		s.show(c, http.StatusUnprocessableEntity, page)
		return
	}
	p := o.Own()
	p.Renew(process.Renewal{
		Key: page.key(), Title: page.value("titolo"),
		Weeks: process.WeeksTo(p.FirstMeeting(), want), Proposals: page.value("proposte") != "",
	})
	s.create(c, page, p, o.Attachments())
}
