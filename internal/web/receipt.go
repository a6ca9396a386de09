package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/intake"
)

// receiptPage is the receipt of an adhesion, to print.
type receiptPage struct {
	frame

	Title2 string
	Number string // ours, that is no protocol
	Facts  []definition
	Place  string
	Given  string // when it is printed
	Back   string
}

func (receiptPage) file() string { return "receipt.html" }

// showReceipt shows the receipt. Its number is made of the keys of the process and of
// who adhered: one body, one adhesion, so it stays when others are taken away.
func (s *service) showReceipt(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	a := intake.Adhesion(p, c.Param("id"))
	if a == nil {
		s.notFound(c)
		return
	}
	page := receiptPage{
		frame: s.peopleFrame(c, p, "Ricevuta di adesione"), Title2: p.Title, Number: p.Key + "/" + a.By,
		Place: p.Notice.Place, Given: s.moment(s.Clock()), Back: processPath(p.Key) + "/adesioni",
	}
	page.Facts = []definition{
		{"Di", cell{Words: partyName(p, a.By)}},
		{"Ricevuta il", cell{Words: shortMoment(a.Received)}},
		{"Come", cell{Words: channelName(a.Channel)}},
		{"Termine", cell{Words: deadline(p.Deadline)}},
	}
	if x := adherentsByID(p)[a.By]; x != nil {
		page.Facts = append(page.Facts, definition{"Stato", cell{Words: statusBadge(x).Words}})
		for i, n := range x.Tables {
			if t := p.Table(n); t != nil {
				term := "Tavoli"
				if i > 0 {
					term = ""
				}
				page.Facts = append(page.Facts, definition{term, cell{Words: numbers([]int{n}) + " – " + t.Name}})
			}
		}
	}
	if a.Delegate != "" {
		page.Facts = append(page.Facts, definition{"Delegato", cell{Words: a.Delegate}})
	}
	if a.Protocol.Number != "" {
		page.Facts = append(page.Facts, definition{"Protocollo", cell{Words: "n. " + a.Protocol.Number, Note: shortDate(a.Protocol.Date)}})
	}
	s.show(c, http.StatusOK, page)
}
