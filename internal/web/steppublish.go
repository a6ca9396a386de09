package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/process"
)

// publicationDays is how long a publication lasts when nobody says otherwise; the
// archive counts them in the same way.
const publicationDays = 15

func publishStep(today process.Date) step {
	return step{
		Name: stepPublish, Title: "Registrare la pubblicazione all’albo",
		Text: "La pubblicazione si fa nell’albo pretorio; qui si registra. Se non si cambia, dura quindici giorni.",
		Fields: []field{
			{Name: "albo-numero", Label: "Numero dell’albo", Required: true, Width: "short", MaxLength: 40},
			{Kind: "date", Name: "albo-dal", Label: "Dal", Required: true, Width: "short", Value: today.String()},
			{Kind: "date", Name: "albo-al", Label: "Al", Width: "short", Hint: "Vuoto: quindici giorni dopo.", Value: ""},
		},
		Buttons: buttons{Do: "Registra la pubblicazione"},
	}
}

// publish records a publication.
func (s *service) publish(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	t := tried{step: stepPublish, values: map[string]string{}}
	p := archive.Publication{Operator: viewerOf(c).Name}
	p.Albo = t.text(sent, "albo-numero", "Scrivere il numero con cui l’atto è nell’albo.")
	p.From = t.day(sent, "albo-dal", "Scrivere il giorno da cui è pubblicato.")
	if first(sent["albo-al"]) != "" {
		p.To = t.day(sent, "albo-al", "")
	} else if !p.From.IsZero() {
		p.To = p.From.AddDays(publicationDays)
	}
	if len(t.problems) > 0 {
		s.refusedStep(c, t, http.StatusUnprocessableEntity)
		return
	}
	act, err := s.Archive.Publish(c.Request.Context(), c.Param("id"), p)
	s.stepped(c, act, err, t, "Pubblicazione registrata, "+p.To.With("fino al")+".")
}
