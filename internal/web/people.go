package web

import (
	"net/http"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/unicode/norm"

	"concerta/internal/desk"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// peopleRoutes are bodies, adhesions, attendance and proposals.
func (s *service) peopleRoutes() []route {
	const base = "/procedimenti/:chiave"
	const meeting = base + "/incontri/:incontro/presenze"
	return []route{
		{method: http.MethodGet, path: base + "/soggetti", need: reader, handle: s.listParties},
		{method: http.MethodGet, path: base + "/soggetti/nuovo", need: operator, handle: s.newParty},
		{method: http.MethodPost, path: base + "/soggetti/nuovo", need: operator, handle: s.addParty},
		{method: http.MethodGet, path: base + "/soggetti/:id", need: operator, handle: s.editParty},
		{method: http.MethodPost, path: base + "/soggetti/:id", need: operator, handle: s.setParty},
		{method: http.MethodPost, path: base + "/soggetti/:id/togli", need: operator, handle: s.removeParty},
		{method: http.MethodGet, path: base + "/codice-fiscale", need: operator, handle: s.checkTaxCode},

		{method: http.MethodGet, path: base + "/adesioni", need: reader, handle: s.listAdhesions},
		{method: http.MethodGet, path: base + "/adesioni/nuova", need: operator, handle: s.newAdhesion},
		{method: http.MethodPost, path: base + "/adesioni/nuova", need: operator, handle: s.addAdhesion},
		{method: http.MethodGet, path: base + "/adesioni/ritardi", need: reader, handle: s.listLate},
		{method: http.MethodPost, path: base + "/adesioni/ritardi", need: officer, handle: s.decideLate},
		{method: http.MethodGet, path: base + "/adesioni/di/:id", need: operator, handle: s.editAdhesion},
		{method: http.MethodPost, path: base + "/adesioni/di/:id", need: operator, handle: s.setAdhesion},
		{method: http.MethodPost, path: base + "/adesioni/di/:id/togli", need: operator, handle: s.removeAdhesion},
		{method: http.MethodGet, path: base + "/adesioni/di/:id/ricevuta", need: reader, handle: s.showReceipt},

		{method: http.MethodGet, path: base + "/registri", need: reader, handle: s.listRegisters},
		{method: http.MethodGet, path: meeting, need: reader, handle: s.showAttendance},
		{method: http.MethodPost, path: meeting, need: operator, handle: s.markPresent},
		{method: http.MethodPost, path: meeting + "/nuova", need: operator, handle: s.addWalkIn},
		{method: http.MethodPost, path: meeting + "/lavori", need: operator, handle: s.setWorks},
		{method: http.MethodGet, path: meeting + "/riga/:riga", need: operator, handle: s.editRow},
		{method: http.MethodPost, path: meeting + "/riga/:riga", need: operator, handle: s.setRow},
		{method: http.MethodPost, path: meeting + "/riga/:riga/togli", need: operator, handle: s.removeRow},

		{method: http.MethodGet, path: base + "/proposte", need: reader, handle: s.listProposals},
		{method: http.MethodPost, path: base + "/proposte", need: operator, handle: s.setOutcomes},
		{method: http.MethodGet, path: base + "/elenchi", need: operator, handle: s.askList},
		{method: http.MethodPost, path: base + "/elenchi", need: operator, handle: s.readList, maxBody: listBody},
		{method: http.MethodPost, path: base + "/annulla", need: operator, handle: s.takeBack},
	}
}

// openProcess opens the process of the request, or answers and gives nil.
func (s *service) openProcess(c *gin.Context) *desk.Open {
	o, err := s.desk.Look(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return nil
	}
	return o
}

// peopleFrame is what is around the pages of this part of a process.
func (s *service) peopleFrame(c *gin.Context, p *process.Process, title string) frame {
	f := s.frame(c, title)
	f.Office = p.Office.Name
	base := processPath(p.Key)
	f.Crumbs = []navLink{{Words: "Procedimenti", Link: "/?tutti=1"}, {Words: p.Title, Link: base}}
	f.Section = processTabs(p.Key, peopleTab(strings.TrimPrefix(c.Request.URL.Path, base)))
	return f
}

// peopleTab is the page of a process that an address, without that of the process,
// belongs to.
func peopleTab(end string) string {
	if strings.HasPrefix(end, "/incontri/") {
		return printTab
	}
	for _, tab := range []string{bodiesTab, adhesionTab, printTab, proposalTab, listsTab} {
		if end == tab || strings.HasPrefix(end, tab+"/") {
			return tab
		}
	}
	return end
}

// typed is one line as somebody typed it: single spaces, nothing that only commands or
// cannot be seen.
func typed(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, richtext.Typed(strings.ToValidUTF8(s, "\uFFFD")))
	return strings.Join(strings.Fields(norm.NFC.String(s)), " ")
}
