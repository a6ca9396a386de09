package web

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

func signStep(a *ledger.Act, v *Viewer, t tried) step {
	x := step{
		Name: stepSign, Title: "Caricare il file firmato", File: true,
		Text: "Scaricare il PDF, farlo firmare nel riquadro di ciascuno, e caricare qui quello che torna.",
		Fields: []field{{
			Kind: "file", Name: "firma-file", Label: "File firmato", Required: true, Accept: ".pdf,.p7m,application/pdf,application/pkcs7-mime",
			Hint: "PDF firmato, oppure .p7m. Il file dev’essere quello scaricato da questa pagina.",
		}},
		Buttons: buttons{Do: "Carica il file firmato"},
	}
	if a.SignedCount() > 0 {
		x.Text = "Se firma qualcun altro, o se torna un file con altre firme, si carica qui: deve portarle tutte."
	}
	if t.changed && v.May(officer) {
		x.Fields = append(x.Fields, field{
			Kind: "textarea", Name: "firma-motivo", Rows: 2, Label: "Perché il file va bene così",
			Hint: "Scegliere di nuovo il file e scrivere il motivo: resta registrato con l’atto.",
		})
		if missing := a.Missing(); t.unknown && len(missing) > 0 {
			var options []option
			for _, m := range missing {
				options = append(options, option{Value: m.Field, Words: m.Name})
			}
			x.Fields = append(x.Fields, field{
				Kind: "select", Name: "firma-di", Label: "Per chi vale la firma non riconosciuta", Width: "medium",
				Options: append(options, option{Value: archive.Nobody, Words: "Per nessuno"}),
			})
		}
	}
	return x
}

// returnSigned takes in a file that came back signed. What was changed in it besides
// signing, and a signature of nobody who must sign, only an officer accepts, with a
// reason.
func (s *service) returnSigned(c *gin.Context) {
	sent, file, ok := s.readUpload(c, "firma-file")
	if !ok {
		return
	}
	t := tried{step: stepSign, values: map[string]string{"firma-motivo": sent.Get("firma-motivo"), "firma-di": sent.Get("firma-di")}}
	if ext := strings.ToLower(path.Ext(file.Name)); len(file.Content) == 0 || ext != ".pdf" && ext != ".p7m" {
		what := "Scegliere il file firmato: un PDF, oppure un .p7m."
		if len(file.Content) > 0 {
			what = "Il file «" + file.Name + "» non è un PDF né un .p7m: caricare quello che ha scritto il programma di firma."
		}
		t.wrongField("firma-file", what)
		s.refusedStep(c, t, http.StatusUnprocessableEntity)
		return
	}
	r := archive.SignedReturn{Operator: viewerOf(c).Name, File: file}
	if viewerOf(c).May(officer) {
		r.Reason, r.Signer = strings.TrimSpace(sent.Get("firma-motivo")), sent.Get("firma-di")
	}
	act, err := s.Archive.ReturnSigned(c.Request.Context(), c.Param("id"), r)
	if errors.Is(err, archive.ErrConfirm) {
		s.askForeign(c, t, err)
		return
	}
	words := "File firmato ricevuto."
	if err == nil {
		words += " L’atto è " + act.StateWords() + "."
	}
	s.stepped(c, act, err, t, words)
}

// askForeign lists what the officer has to look at in the file.
func (s *service) askForeign(c *gin.Context, t tried, err error) {
	what, _ := refusal(err)
	t.changed, t.unknown = true, errors.Is(err, archive.ErrUnrecognised)
	if !viewerOf(c).May(officer) {
		t.problems = append(t.problems, problem{Text: what + " Lo può accettare solo il responsabile, caricando lui il file e scrivendo il motivo."})
	} else {
		t.problems = append(t.problems, problem{Text: what})
		t.wrongField("firma-motivo", "Guardare il file: se va bene così, sceglierlo di nuovo e scrivere perché.")
	}
	s.refusedStep(c, t, http.StatusUnprocessableEntity)
}
