package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"
)

// logRequests logs one line per request. It names the route and not the path, and
// no address: what is asked may name a person, and who asks is one.
func (s *service) logRequests(c *gin.Context) {
	began := s.Clock()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "(nessuna)"
	}
	s.Log.LogAttrs(c.Request.Context(), slog.LevelInfo, "richiesta",
		slog.String("metodo", knownMethod(c.Request.Method)),
		slog.String("pagina", route),
		slog.Int("esito", c.Writer.Status()),
		slog.Int("byte", max(c.Writer.Size(), 0)),
		slog.Duration("durata", s.Clock().Sub(began)))
}

// knownMethod keeps words that a client made up out of the log.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodPatch:
		return m
	}
	return "altro"
}

// logDefect logs what a panic gave, where it began. The cause is logged by its type:
// its text may hold data of a process.
func (s *service) logDefect(ctx context.Context, at slog.Attr, cause any) {
	s.Log.LogAttrs(ctx, slog.LevelError, "difetto del programma",
		at, slog.String("tipo", fmt.Sprintf("%T", cause)), slog.String("dove", string(debug.Stack())))
}

// recoverPanics turns a defect into a page that says so.
func (s *service) recoverPanics(c *gin.Context) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if cause == http.ErrAbortHandler { //nolint:errorlint // the server's own sentinel, compared as net/http does
			panic(cause)
		}
		s.logDefect(c.Request.Context(), slog.String("pagina", c.FullPath()), cause)
		c.Abort()
		if !c.Writer.Written() {
			s.showError(c, http.StatusInternalServerError, defectPage())
		}
	}()
	c.Next()
}
