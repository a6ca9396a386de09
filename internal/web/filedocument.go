package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

// documentPage takes a document made elsewhere into a case file.
type documentPage struct {
	frame

	Form step
	Tips []problem
}

func (documentPage) file() string { return "document.html" }

// askDocument asks for a document made elsewhere.
func (s *service) askDocument(c *gin.Context) {
	s.showDocument(c, tried{values: map[string]string{"procedimento": c.Query("procedimento"), "riguarda": c.Query("riguarda")}}, http.StatusOK)
}

func (s *service) showDocument(c *gin.Context, t tried, code int) {
	processes, err := s.Store.Processes(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	var keys, kinds []option
	for _, p := range processes {
		keys = append(keys, option{Value: p.Key, Words: p.Title})
	}
	for _, k := range archive.ReceivedKinds() {
		kinds = append(kinds, option{Value: k, Words: capital(k)})
	}
	page := documentPage{frame: s.frame(c, "Aggiungere un documento"), Tips: t.problems}
	page.Section = archiveTabs(c)
	page.Form = step{
		Action: archivePath + "/documenti", File: true,
		Text: "Un documento fatto altrove entra nel fascicolo del procedimento com’è, con la sua impronta: diapositive, deleghe, deliberazioni, ricevute PEC.",
		Fields: []field{
			{Kind: "select", Name: "procedimento", Label: "Fascicolo", Required: true, Options: keys},
			{Kind: "file", Name: "file", Label: "File", Required: true, Hint: "PDF, .p7m, DOCX, XLSX, PPTX, ODT, immagine, .eml, testo o XML, fino a 50 MB."},
			{Name: "titolo", Label: "Che cosa è", Required: true, Hint: "In poche parole: è il nome con cui si ritrova.", MaxLength: 200},
			{Kind: "select", Name: "tipo", Label: "Tipo", Required: true, Options: kinds, Width: "medium"},
			{Kind: "date", Name: "data", Label: "Data del documento", Width: "short", Hint: "Se ne ha una."},
			{Name: "riguarda", Label: "Atto che accompagna", Width: "medium", Hint: "Numero (12/2013) o sigla; vuoto se nessuno."},
		},
		Buttons: buttons{Do: "Metti nel fascicolo", Back: &navLink{Words: "Torna all’archivio", Link: archivePath}},
	}
	for i, f := range page.Form.Fields {
		if f.Kind != "file" {
			page.Form.Fields[i].Value = t.values[f.Name]
		}
		page.Form.Fields[i].Error = t.wrong[f.Name]
	}
	s.show(c, code, page)
}

// fileDocument takes in a document made elsewhere.
func (s *service) fileDocument(c *gin.Context) {
	sent, file, ok := s.readUpload(c, "file")
	if !ok {
		return
	}
	t := tried{values: map[string]string{}}
	d := archive.Received{Operator: viewerOf(c).Name, About: strings.TrimSpace(sent.Get("riguarda"))}
	t.values["riguarda"] = d.About
	d.Process = t.text(sent, "procedimento", "Scegliere il fascicolo.")
	if len(file.Content) == 0 {
		t.wrongField("file", "Scegliere il file.")
	}
	d.Title = t.text(sent, "titolo", "Scrivere che cosa è il documento.")
	d.Kind = t.text(sent, "tipo", "Scegliere il tipo.")
	if sent.Get("data") != "" {
		d.Date = t.day(sent, "data", "")
	}
	if len(t.problems) > 0 {
		s.showDocument(c, t, http.StatusUnprocessableEntity)
		return
	}
	var act *ledger.Act
	err := harmless(c.Request.Context(), file)
	if err == nil {
		act, err = s.Archive.File(c.Request.Context(), d, file)
	}
	if err != nil {
		what, repair := refusal(err)
		code := status(err)
		if what == "" || code >= http.StatusInternalServerError {
			s.fail(c, err)
			return
		}
		t.problems = append(t.problems, problem{Text: what + " " + repair})
		s.showDocument(c, t, code)
		return
	}
	s.record(c, deedFiled, act.ID)
	s.redirect(c, archivedPath(act.ID), flashDone, "Documento messo nel fascicolo.")
}
