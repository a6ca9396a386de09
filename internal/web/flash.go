package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// flash is a message about what was done, shown on the page that follows.
type flash struct {
	Kind flashKind
	Text string
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
		http.SetCookie(c.Writer, s.cookie(flashCookie, s.sealFlash(flash{kind, text}), 60))
	}
	c.Redirect(http.StatusSeeOther, path)
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
	body := string(f.Kind) + "\n" + f.Text
	return base64.RawURLEncoding.EncodeToString(append(s.flashMAC(body), body...))
}

func (s *service) openFlash(sealed string) *flash {
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(b) < sha256.Size || !hmac.Equal(b[:sha256.Size], s.flashMAC(string(b[sha256.Size:]))) {
		return nil
	}
	kind, text, _ := strings.Cut(string(b[sha256.Size:]), "\n")
	return &flash{flashKind(kind), text}
}

func (s *service) flashMAC(body string) []byte {
	h := hmac.New(sha256.New, s.flashSecret)
	h.Write([]byte(body))
	return h.Sum(nil)
}
