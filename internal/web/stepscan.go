package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

func scanStep() step {
	return step{
		Name: stepScan, Title: "Caricare la scansione dell’originale firmato", File: true,
		Text: "L’atto si firma a mano: si scansiona tutto, e chi ne ha titolo attesta che la copia è conforme all’originale, che resta in ufficio.",
		Fields: []field{
			{Kind: "file", Name: "scansione-file", Label: "Scansione", Required: true, Accept: ".pdf,.tif,.tiff,.jpg,.jpeg,.png", Hint: "PDF o immagine, fino a 50 MB."},
			{Name: "scansione-da", Label: "Chi attesta la conformità", Required: true, Width: "medium", Hint: "Nome e cognome."},
		},
		Buttons: buttons{Do: "Carica la scansione"},
	}
}

// storeScan takes in the scan of an act signed on paper.
func (s *service) storeScan(c *gin.Context) {
	sent, file, ok := s.readUpload(c, "scansione-file")
	if !ok {
		return
	}
	by := strings.TrimSpace(sent.Get("scansione-da"))
	t := tried{step: stepScan, values: map[string]string{"scansione-da": by}}
	if len(file.Content) == 0 {
		t.wrongField("scansione-file", "Scegliere il file della scansione.")
	}
	if by == "" {
		t.wrongField("scansione-da", "Scrivere nome e cognome di chi attesta che la scansione è conforme all’originale.")
	}
	if len(t.problems) > 0 {
		s.refusedStep(c, t, http.StatusUnprocessableEntity)
		return
	}
	var act *ledger.Act
	err := harmless(c.Request.Context(), file)
	if err == nil {
		act, err = s.Archive.Scan(c.Request.Context(), c.Param("id"), archive.Attestation{Operator: viewerOf(c).Name, By: by}, file)
	}
	s.stepped(c, act, err, t, "Scansione ricevuta: l’atto risulta firmato.")
}
