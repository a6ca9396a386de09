package web

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// verifyPage tells anybody who has the code of an act that it exists and how far it
// has come. No name and no title stands on it: those of a pact name its body.
type verifyPage struct {
	frame

	Code     string
	Typed    string
	Problems []problem
	Kind     string
	State    *badge
	Facts    []definition
	Result   *note // of comparing a file
	Notice   string
}

func (verifyPage) file() string { return "verify.html" }

// verifyPath is the address at which a code is verified.
func verifyPath(code string) string { return "/verifica/" + code }

// askCode asks for a code, and leads to its page.
func (s *service) askCode(c *gin.Context) {
	typed := strings.TrimSpace(c.Query("codice"))
	if typed == "" {
		s.show(c, http.StatusOK, verifyPage{frame: s.frame(c, "Verifica di un atto")})
		return
	}
	if code, ok := archive.Code(typed); ok {
		c.Redirect(http.StatusSeeOther, verifyPath(code))
		return
	}
	s.noCode(c, typed, badCode, http.StatusUnprocessableEntity)
}

// badCode says how a code is written.
const badCode = "Il codice ha sedici lettere e cifre, come XXXX-XXXX-XXXX-XXXX: è scritto in fondo a ogni pagina dell’atto."

func (s *service) noCode(c *gin.Context, typed, what string, code int) {
	if r := []rune(typed); len(r) > 60 {
		typed = string(r[:60])
	}
	page := verifyPage{frame: s.frame(c, "Verifica di un atto"), Typed: typed, Problems: []problem{{"codice", what}}}
	s.show(c, code, page)
}

// verifyCode shows what can be said in public of the act with a code.
func (s *service) verifyCode(c *gin.Context) {
	if act := s.actOfCode(c); act != nil {
		s.showVerified(c, act, nil, http.StatusOK)
	}
}

// actOfCode finds the act, or answers and gives nil.
func (s *service) actOfCode(c *gin.Context) *ledger.Act {
	code, ok := archive.Code(c.Param("codice"))
	if !ok {
		s.noCode(c, c.Param("codice"), badCode, http.StatusNotFound)
		return nil
	}
	act, err := s.Register.ActByCode(c.Request.Context(), code)
	switch {
	case errors.Is(err, store.ErrNotFound):
		s.noCode(c, code, "Nessun atto di questo ufficio ha questo codice: ricontrollarlo, carattere per carattere.", http.StatusNotFound)
		return nil
	case err != nil:
		s.fail(c, err)
		return nil
	}
	return act
}

func (s *service) showVerified(c *gin.Context, a *ledger.Act, result *note, code int) {
	page := verifyPage{
		frame: s.frame(c, "Verifica di un atto"), Code: a.Code, Kind: kindName(a.Kind), State: stateBadge(a), Result: result,
		Facts: []definition{
			{"Atto", cell{Words: kindName(a.Kind)}},
			{"Numero di repertorio", cell{Words: cmp.Or(numberOf(a), "senza numero")}},
			{"Data", cell{Words: italianDay(a.Date)}},
			{"Stato", cell{State: stateBadge(a)}},
		},
	}
	if f, ok := a.File(ledger.PDF); ok {
		page.Facts = append(page.Facts, definition{"Impronta SHA-256 dell’atto emesso", cell{Words: grouped(f.Digest.String())}})
	}
	if p, ok := a.Primary(); ok && p.Role != ledger.PDF {
		page.Facts = append(page.Facts, definition{"Impronta SHA-256 del documento firmato", cell{Words: grouped(p.Digest.String())}})
	}
	page.Facts = append(page.Facts, definition{"Codice di verifica", cell{Words: a.Code}})
	if acts.Kind(a.Kind) == acts.Notice && a.Annulment == nil {
		page.Notice = noticePath(a.Code)
	}
	s.show(c, code, page)
}

// compareFile compares a file with those of an act, by their digests. The file is
// read as it comes: none of it is kept or logged.
func (s *service) compareFile(c *gin.Context) {
	act := s.actOfCode(c)
	if act == nil {
		return
	}
	digest, size, err := digestOfUpload(c)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		s.tooLargeFile(c)
		return
	case err != nil || size == 0:
		s.showVerified(c, act, &note{Tone: "warn", Title: "Nessun file da confrontare", Text: "Scegliere il file dell’atto, poi confrontare."}, http.StatusUnprocessableEntity)
		return
	}
	for at := len(act.Files) - 1; at >= 0; at-- {
		f := act.Files[at]
		if f.Digest == digest && (f.Role.IsDocument() || f.Role == ledger.HTML || f.Role == ledger.Text) {
			s.showVerified(c, act, &note{
				Tone: "good", Title: "Il file è quello dell’atto", Text: "Corrisponde, byte per byte: " + roleWords(f.Role) + stateWarning(act),
			}, http.StatusOK)
			return
		}
	}
	s.showVerified(c, act, &note{
		Tone: "bad", Title: "Il file non è quello dell’atto",
		Text: fmt.Sprintf("Non corrisponde a nessun file di quest’atto. Basta che un programma lo abbia salvato di nuovo. La sua impronta è %s.", grouped(digest.String())),
	}, http.StatusOK)
}

func stateWarning(a *ledger.Act) string {
	if a.Annulment != nil {
		return ". Attenzione: l’atto è stato annullato."
	}
	return "."
}

// digestOfUpload reads the file of the request without keeping it.
func digestOfUpload(c *gin.Context) (ledger.Digest, int64, error) {
	if at, ok := realDeadline(c.Request.Context(), uploadTimeout); ok {
		control := http.NewResponseController(c.Writer)
		_ = control.SetReadDeadline(at) // where there is none to set, the server's own holds
		_ = control.SetWriteDeadline(at)
	}
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return ledger.Digest{}, 0, fmt.Errorf("reading a form: %w", err)
	}
	for range mostFields {
		part, err := parts.NextPart()
		if err != nil {
			return ledger.Digest{}, 0, fmt.Errorf("reading a form: %w", err)
		}
		if part.FormName() != "file" {
			continue
		}
		h := sha256.New()
		n, err := io.Copy(h, part)
		if err != nil {
			return ledger.Digest{}, 0, fmt.Errorf("reading a file: %w", err)
		}
		return ledger.Digest(h.Sum(nil)), n, nil
	}
	return ledger.Digest{}, 0, errTooManyFields
}
