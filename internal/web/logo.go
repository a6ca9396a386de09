package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/processfile"
	"concerta/internal/store"
)

// logoPath is the part of a process that says which its logo is.
const logoPath = "ente.intestazione.logo"

// logoPage shows the arms of the letterhead and takes new ones.
type logoPage struct {
	frame

	Action   string
	Picture  string // address of the one there is
	Alt      string
	ReadOnly bool
	Problems []problem
	File     field
	Words    field
	Buttons  buttons
}

func (logoPage) file() string { return "logo.html" }

func (s *service) showLogo(c *gin.Context) {
	o, err := s.desk.Open(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	s.show(c, http.StatusOK, s.logoPage(c, o))
}

func (s *service) logoPage(c *gin.Context, o *desk.Open) *logoPage {
	key := c.Param("chiave")
	page := &logoPage{frame: s.frame(c, "Stemma della carta intestata"), Action: processPath(key) + "/stemma"}
	page.Office = o.Review.Process.Office.Name
	page.Section = processTabs(key, editTab)
	page.Crumbs = append(editCrumbs(o.Review.Process, editing{section: &desk.Section{}, key: key}), navLink{Words: "Ente e carta intestata", Link: sectionPath(key, "ente", "")})
	page.ReadOnly = !page.Viewer.May(operator)
	page.File = field{Kind: "file", Name: "immagine", Label: "Immagine", Hint: "PNG o JPEG, al più 2 MB; 600 punti di larghezza bastano.", Accept: "image/png,image/jpeg"}
	page.Words = field{Name: "alternativa", Label: "Parole per chi non la vede", Hint: "«Stemma del Comune di…».", Required: true}
	if logo := o.Review.Process.Office.Letterhead.Logo; logo != nil {
		page.Words.Value, page.Alt = logo.Alt, logo.Alt
		page.Picture = page.Action + "/immagine"
	} else {
		page.File.Required = true
	}
	page.Buttons = buttons{Do: "Salva", Back: &navLink{Words: "Torna senza salvare", Link: sectionPath(key, "ente", "")}}
	if page.Picture != "" {
		page.Buttons.Also = []submit{{Words: "Togli lo stemma", Name: removeButton, Value: "stemma"}}
	}
	return page
}

// giveLogo gives the picture itself.
func (s *service) giveLogo(c *gin.Context) {
	o, err := s.desk.Open(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	logo := o.Review.Process.Office.Letterhead.Logo
	if logo == nil || pictureType(logo.Bytes) == "" {
		s.notFound(c)
		return
	}
	send(c, http.StatusOK, pictureType(logo.Bytes), logo.Bytes)
}

// pictureType is the media type of a picture by its first bytes, whatever it is
// called; empty when it is neither PNG nor JPEG.
func pictureType(content []byte) string {
	switch {
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	}
	return ""
}

// saveLogo stores a picture by its digest, so that the name it came with means
// nothing.
func (s *service) saveLogo(c *gin.Context) {
	o, err := s.desk.Open(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	content, err := formFile(c, "immagine", processfile.MaxLogoSize)
	if err != nil && !errors.Is(err, errTooLarge) {
		s.uploadFailed(c, err)
		return
	}
	page := s.logoPage(c, o)
	remove := c.Request.PostForm.Has(removeButton)
	page.Words.Value = strings.TrimSpace(c.Request.PostForm.Get("alternativa"))
	switch {
	case remove:
	case errors.Is(err, errTooLarge):
		page.File.Error = "L’immagine supera 2 MB: ridurla, 600 punti di larghezza bastano."
	case content == nil && page.Picture == "":
		page.File.Error = "Manca: scegliere il file dell’immagine."
	case content != nil && pictureType(content) == "":
		page.File.Error = "Non è un’immagine PNG o JPEG, le sole che possono stare in un PDF/A: salvarla in uno di quei formati; non basta cambiarne il nome."
	}
	if page.Words.Value == "" && !remove {
		page.Words.Error = "Manca: senza queste parole chi non vede l’immagine non sa che cosa c’è."
	}
	if page.Problems = problemsOf(page.File, page.Words); page.Problems != nil {
		s.show(c, http.StatusUnprocessableEntity, page)
		return
	}
	s.putLogo(c, page, content, remove)
}

func (s *service) putLogo(c *gin.Context, page *logoPage, content []byte, remove bool) {
	change := desk.Change{Key: c.Param("chiave"), Do: func(o *desk.Open) error {
		if remove {
			o.Tree.Remove(logoPath)
			return nil
		}
		name := ""
		if logo := o.Review.Process.Office.Letterhead.Logo; logo != nil {
			name = logo.File
		}
		if content != nil {
			name = logoName(content)
		}
		o.Tree.Fill(logoPath, map[string][]string{logoPath + ".file": {name}, logoPath + ".alternativa": {page.Words.Value}})
		return nil
	}}
	if content != nil && !remove {
		change.Attach = &store.Attachment{Name: logoName(content), Content: content}
	}
	saved, err := s.desk.Save(c.Request.Context(), change)
	var invalid *desk.InvalidError
	switch {
	case errors.As(err, &invalid):
		for _, f := range invalid.Findings {
			page.Problems = append(page.Problems, problem{page.File.Name, faultWords(f)})
		}
		s.show(c, http.StatusUnprocessableEntity, page)
	case err != nil:
		s.fail(c, err)
	case remove:
		s.redirectSaved(c, page.Action, page.Action, saved, "Lo stemma è stato tolto.")
	default:
		s.redirectSaved(c, page.Action, page.Action, saved, "Stemma salvato.")
	}
}

func logoName(content []byte) string {
	sum := sha256.Sum256(content)
	const bytes = 8
	return "stemma-" + hex.EncodeToString(sum[:bytes]) + "." + strings.TrimPrefix(pictureType(content), "image/")
}
