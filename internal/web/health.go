package web

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
)

// health tells a supervisor whether the service can read its data.
func (s *service) health(c *gin.Context) {
	if err := s.Store.Ping(c.Request.Context()); err != nil {
		s.Log.LogAttrs(c.Request.Context(), slog.LevelError, "dati non leggibili", slog.Any("causa", err))
		send(c, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("dati non leggibili\n"))
		return
	}
	send(c, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
}
