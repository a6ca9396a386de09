package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// contentPolicy lets a page load this service's own files only, and run no script
// that stands in a page. Pictures inside an act's preview are data: URLs.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; font-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// hsts makes a browser that came over https once come so for a year.
const hsts = "max-age=31536000"

// framingPolicy is contentPolicy for pages that show a PDF of this service.
const framingPolicy = contentPolicy + "; frame-src 'self'"

func (s *service) secureHeaders(c *gin.Context) {
	setSecureHeaders(c.Writer.Header())
	if s.encrypted(c.Request) {
		c.Header("Strict-Transport-Security", hsts)
	}
	c.Next()
}

// secured is h with the headers of every other answer, for answers given before
// Gin is asked.
func secured(h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecureHeaders(w.Header())
		h(w, r)
	})
}

func setSecureHeaders(h http.Header) {
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	// Not no-referrer: with it a browser posts a form of our own with "Origin: null" and,
	// where it sends no Sec-Fetch-Site (plain http, older ones), it would be refused.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store") // pages hold personal data, offices share computers
}
