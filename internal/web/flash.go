package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
)

// flash is a message about what was done, shown on the page that follows.
type flash struct {
	Kind flashKind `json:"kind"`
	Text string    `json:"text"`
	Undo *undoing  `json:"undo,omitempty"` // takes back what was done; nil when that is not offered
}

// flashKind is said in words and by the style of the message.
type flashKind string

const (
	flashDone    flashKind = "fatto"
	flashWarning flashKind = "attenzione"
)

// flashKey is where a message that was taken stays for the rest of the request, for
// a page that is shown in place of another.
const flashKey = "flash"

// redirect leads to path after a form was carried out, with a message for the page
// there. See Other: reloading that page sends nothing again.
func (s *service) redirect(c *gin.Context, path string, kind flashKind, text string) {
	if text != "" {
		s.leaveFlash(c, flash{Kind: kind, Text: text})
	}
	c.Redirect(http.StatusSeeOther, path)
}

// leaveFlash keeps a message for the page that follows.
func (s *service) leaveFlash(c *gin.Context, f flash) {
	http.SetCookie(c.Writer, s.cookie(flashCookie, s.sealFlash(f), 60))
}

// takeFlash is the message that the request before left, once.
func (s *service) takeFlash(c *gin.Context) *flash {
	if kept, ok := c.Get(flashKey); ok {
		f, _ := kept.(*flash)
		return f
	}
	var f *flash
	if sealed, err := c.Cookie(s.cookieName(flashCookie)); err == nil {
		f = s.openFlash(sealed)
		http.SetCookie(c.Writer, s.cookie(flashCookie, "", -1))
	}
	c.Set(flashKey, f)
	return f
}

// sealFlash writes a message so that only this service can have written it: it is
// shown as its own words.
func (s *service) sealFlash(f flash) string {
	body, err := json.Marshal(f)
	if err != nil {
		return "" // strings always can be
	}
	return s.seal(string(body))
}

func (s *service) openFlash(sealed string) *flash {
	body, ok := s.unseal(sealed)
	var f flash
	if !ok || json.Unmarshal([]byte(body), &f) != nil {
		return nil
	}
	return &f
}

// seal writes something so that it comes back only as this service wrote it.
func (s *service) seal(body string) string {
	return base64.RawURLEncoding.EncodeToString(append(s.flashMAC(body), body...))
}

func (s *service) unseal(sealed string) (body string, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(b) < sha256.Size {
		return "", false
	}
	body = string(b[sha256.Size:])
	return body, hmac.Equal(b[:sha256.Size], s.flashMAC(body))
}

func (s *service) flashMAC(body string) []byte {
	h := hmac.New(sha256.New, s.flashSecret)
	h.Write([]byte(body))
	return h.Sum(nil)
}
