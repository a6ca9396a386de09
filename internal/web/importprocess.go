package web

import (
	"cmp"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/processfile"
	"concerta/internal/store"
)

func (s *service) importPage(c *gin.Context) *newPage {
	page := s.newPage(c, "Carica un procedimento da un file", "/importa")
	page.Upload = true
	page.Intro = []string{"Il file del procedimento è quello che dà «Scarica il file» dalla pagina di un procedimento, oppure uno scritto a mano."}
	page.Fields = []*field{
		{Kind: "file", Name: "file", Label: "File del procedimento", Hint: "YAML, al più 1 MB.", Accept: ".yaml,.yml,text/yaml", Required: true},
		{Kind: "file", Name: "stemma", Label: "Immagine dello stemma", Hint: "Solo se il file nomina uno stemma: PNG o JPEG, al più 2 MB.", Accept: "image/png,image/jpeg"},
		{Kind: "checkbox", Name: "aggiorna", Label: "Se il procedimento c’è già, salva come nuova versione", Hint: "Le versioni precedenti restano."},
	}
	page.Buttons.Do = "Carica"
	return page
}

// askImport shows the form.
func (s *service) askImport(c *gin.Context) { s.show(c, http.StatusOK, s.importPage(c)) }

// importProcess saves an uploaded file, or lists all that is wrong with it.
func (s *service) importProcess(c *gin.Context) {
	src, err := formFile(c, "file", processfile.MaxSize)
	page := s.importPage(c)
	switch {
	case errors.Is(err, errTooLarge):
		page.field("file").Error = "Supera 1 MB: non è la descrizione di un procedimento. Controllare di aver scelto il file giusto."
	case err != nil:
		s.uploadFailed(c, err)
		return
	case src == nil:
		page.field("file").Error = "Manca: scegliere un file."
	}
	logo, err := formFile(c, "stemma", processfile.MaxLogoSize)
	switch {
	case errors.Is(err, errTooLarge):
		page.field("stemma").Error = "Supera 2 MB: ridurre l’immagine."
	case err != nil:
		s.uploadFailed(c, err)
		return
	}
	page.read(c.Request.PostForm.Get)
	if page.wrong() {
		s.show(c, http.StatusUnprocessableEntity, page)
		return
	}
	take := s.desk.Create
	if page.value("aggiorna") != "" {
		take = s.desk.Replace
	}
	attachments := namedLogo(src, logo)
	saved, err := take(c.Request.Context(), src, attachments)
	if errors.Is(err, store.ErrNotFound) { // there is nothing to replace
		saved, err = s.desk.Create(c.Request.Context(), src, attachments)
	}
	s.imported(c, page, saved, err)
}

// namedLogo is the picture under the name that the file has for it.
func namedLogo(src, logo []byte) []store.Attachment {
	if logo == nil {
		return nil
	}
	f, _ := processfile.Read("", src, nil)
	if f.Process == nil || f.Process.Office.Letterhead.Logo == nil {
		return nil
	}
	return []store.Attachment{{Name: f.Process.Office.Letterhead.Logo.File, Content: logo}}
}

func (s *service) imported(c *gin.Context, page *newPage, saved *desk.Saved, err error) {
	var invalid *desk.InvalidError
	switch {
	case errors.As(err, &invalid):
		page.Findings = findingsOf(invalid.Findings)
		page.Problems = []problem{{"file", "Il file non è stato caricato: " + counted(len(invalid.Findings), "cosa non va", "cose non vanno") + ", elencate qui sotto. Correggerle nel file e caricarlo di nuovo."}}
		s.show(c, http.StatusUnprocessableEntity, page)
	case errors.Is(err, store.ErrConflict):
		page.Problems = []problem{{"aggiorna", cmp.Or(toldWords(err), "Il procedimento è cambiato nel frattempo.")}}
		s.show(c, http.StatusConflict, page)
	case err != nil:
		s.fail(c, err)
	default:
		s.redirectSaved(c, processPath(saved.Review.Process.Key), "/", saved, "Il procedimento è stato caricato.")
	}
}

// exportProcess gives the file of a process, as it was saved.
func (s *service) exportProcess(c *gin.Context) {
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, p.Key+".yaml", "application/yaml; charset=utf-8", p.Source)
}
