package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

// registerPage says where the register has come to, and what a verification found.
type registerPage struct {
	frame

	Head     string // to be noted down elsewhere
	Seq      int64
	Problems []problem
	Form     *step // to verify; nil for who may not
	Result   *archive.Verification
	Facts    []definition
}

func (registerPage) file() string { return "register.html" }

// showRegister says where the register has come to.
func (s *service) showRegister(c *gin.Context) {
	s.showRegisterPage(c, nil, tried{}, http.StatusOK)
}

func (s *service) showRegisterPage(c *gin.Context, v *archive.Verification, t tried, code int) {
	head, err := s.Register.Head(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	page := registerPage{frame: s.frame(c, "Registro e verifica"), Head: head.String(), Seq: head.Seq, Problems: t.problems, Result: v}
	page.Section = archiveTabs(c)
	if viewerOf(c).May(officer) {
		page.Form = &step{
			Action: archivePath + "/verifica",
			Text:   "Rilegge ogni registrazione, numero e file, e dice che cosa non torna. Con molti atti dura qualche momento.",
			Fields: []field{{
				Name: "riga", Label: "Riga annotata in passato", Value: t.values["riga"], Error: t.wrong["riga"],
				Hint: "Facoltativa: dice anche se manca qualcosa alla fine del registro.",
			}},
			Buttons: buttons{Do: "Verifica l’archivio"},
		}
	}
	if v != nil {
		page.Facts = []definition{
			{"Registrazioni", cell{Words: plural(v.Entries, "registrazione", "registrazioni")}},
			{"Atti e documenti", cell{Words: plural(v.Acts, "atto o documento", "atti e documenti")}},
			{"File", cell{Words: plural(v.Files, "file", "file") + ", " + bytesWords(v.Bytes)}},
		}
	}
	s.show(c, code, page)
}

// verifyArchive reads the whole archive and shows what does not hold.
func (s *service) verifyArchive(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	t := tried{values: map[string]string{"riga": strings.TrimSpace(sent.Get("riga"))}}
	var known *ledger.Head
	if t.values["riga"] != "" {
		h, err := ledger.ParseHead(t.values["riga"])
		if err != nil {
			t.wrongField("riga", "La riga non è intera: copiarla com’era stata annotata, numero, due punti e impronta.")
			s.showRegisterPage(c, nil, t, http.StatusUnprocessableEntity)
			return
		}
		known = &h
	}
	if at, ok := realDeadline(c.Request.Context(), uploadTimeout); ok {
		_ = http.NewResponseController(c.Writer).SetWriteDeadline(at) // a large archive takes longer than a page
	}
	v, err := s.Archive.Verify(c.Request.Context(), known)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.record(c, deedVerified, "archivio")
	s.showRegisterPage(c, v, t, http.StatusOK)
}
