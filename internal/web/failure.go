package web

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/signature"
	"concerta/internal/store"
)

// errorPage says what failed and how to go on.
type errorPage struct {
	frame

	Heading string
	What    string
	Repair  string
	Link    *navLink // where to go on; nil for the list of processes
}

func (errorPage) file() string { return "error.html" }

// status is the one table from kinds of errors to HTTP.
func status(err error) int {
	for _, k := range []struct {
		kind error
		code int
	}{
		{store.ErrNotFound, http.StatusNotFound},
		{store.ErrConflict, http.StatusConflict},
		{archive.ErrNoAct, http.StatusNotFound},
		{archive.ErrIssued, http.StatusConflict},
		{archive.ErrChanged, http.StatusConflict},
		{ledger.ErrStep, http.StatusConflict},
		{ledger.ErrAlready, http.StatusConflict},
		{archive.ErrConfirm, http.StatusUnprocessableEntity},
		{archive.ErrUnsigned, http.StatusUnprocessableEntity},
		{archive.ErrInput, http.StatusUnprocessableEntity},
		{archive.ErrParity, http.StatusUnprocessableEntity},
		{signature.ErrUnsafe, http.StatusUnprocessableEntity},
		{signature.ErrUnreadable, http.StatusUnprocessableEntity},
		{archive.ErrClock, http.StatusServiceUnavailable},
		{produce.ErrFindings, http.StatusUnprocessableEntity},
		{produce.ErrTemplate, http.StatusUnprocessableEntity},
		{produce.ErrDocument, http.StatusUnprocessableEntity},
	} {
		if errors.Is(err, k.kind) {
			return k.code
		}
	}
	return http.StatusInternalServerError
}

// fail answers with the page of err. An error that was not written for users is
// logged and shown as a defect.
func (s *service) fail(c *gin.Context, err error) {
	code := status(err)
	page := defectPage()
	var told *fault.Error
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		s.tooLarge(c)
		return
	case code == http.StatusNotFound && strings.HasPrefix(c.FullPath(), archivePath):
		page = errorPage{Heading: "Atto non trovato", What: "Nell’archivio non c’è un atto con questa sigla.", Repair: "Cercarlo nella pagina Archivio."}
	case errors.Is(err, store.ErrNotFound):
		page = errorPage{Heading: "Procedimento non trovato", What: "Non c’è un procedimento con questo nome.", Repair: "Sceglierlo dall’elenco dei procedimenti."}
	case errors.As(err, &told):
		what, repair := refusal(err)
		page = errorPage{Heading: "Non è riuscito", What: sentence(what), Repair: sentence(repair)}
	case code == http.StatusUnprocessableEntity:
		what, repair := refusal(err)
		page = errorPage{Heading: "L’atto non si può fare", What: what, Repair: repair}
	default:
		s.logFailure(c, err)
	}
	s.showError(c, code, page)
}

// logFailure logs what went wrong and was not the user's doing.
func (s *service) logFailure(c *gin.Context, err error) {
	s.Log.LogAttrs(c.Request.Context(), slog.LevelError, "richiesta non riuscita",
		slog.String("pagina", c.FullPath()), slog.Any("causa", err))
}

func (s *service) showError(c *gin.Context, code int, page errorPage) {
	page.frame = s.frame(c, page.Heading)
	s.show(c, code, page)
}

func (s *service) notFound(c *gin.Context) {
	s.showError(c, http.StatusNotFound, errorPage{
		Heading: "Pagina non trovata", What: "A questo indirizzo non c’è nessuna pagina.", Repair: "Ripartire dall’elenco dei procedimenti.",
	})
}

// methodNotAllowed answers a method that the address has no use for; Gin has set
// Allow.
func (s *service) methodNotAllowed(c *gin.Context) {
	s.showError(c, http.StatusMethodNotAllowed, errorPage{
		Heading: "Operazione non prevista", What: "A questo indirizzo l’operazione chiesta non c’è.", Repair: "Ripartire dall’elenco dei procedimenti.",
	})
}

// crossOrigin answers a request that another site made in the user's name, before
// Gin is asked.
func (s *service) crossOrigin(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "Richiesta rifiutata: viene da un altro sito. Ripeterla dalle pagine di questo servizio.", http.StatusForbidden)
}

func defectPage() errorPage {
	return errorPage{
		Heading: "Errore del programma",
		What:    "La pagina non si è potuta fare per un difetto del programma.",
		Repair:  "Riprovare; se si ripete, segnalarlo a chi cura l’installazione, con l’ora in cui è successo.",
	}
}
