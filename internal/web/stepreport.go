package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

func reportStep(today process.Date) step {
	return step{
		Name: stepReport, Title: "Caricare il referto di pubblicazione", File: true,
		Text: "Com’è arrivato da chi tiene l’albo.",
		Fields: []field{
			{Kind: "file", Name: "referto-file", Label: "Referto", Required: true, Hint: "PDF, .p7m, immagine o messaggio .eml, fino a 50 MB."},
			{Kind: "date", Name: "referto-data", Label: "Ricevuto il", Required: true, Width: "short", Value: today.String()},
		},
		Buttons: buttons{Do: "Carica il referto"},
	}
}

// storeReport takes in the report of a publication.
func (s *service) storeReport(c *gin.Context) {
	sent, file, ok := s.readUpload(c, "referto-file")
	if !ok {
		return
	}
	t := tried{step: stepReport, values: map[string]string{}}
	if len(file.Content) == 0 {
		t.wrongField("referto-file", "Scegliere il file del referto.")
	}
	day := t.day(sent, "referto-data", "Scrivere il giorno in cui è arrivato.")
	if len(t.problems) > 0 {
		s.refusedStep(c, t, http.StatusUnprocessableEntity)
		return
	}
	var act *ledger.Act
	err := harmless(c.Request.Context(), file)
	if err == nil {
		act, err = s.Archive.Report(c.Request.Context(), c.Param("id"), viewerOf(c).Name, day, file)
	}
	s.stepped(c, act, err, t, "Referto ricevuto.")
}
