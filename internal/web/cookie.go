package web

import "net/http"

// The names of the cookies, without their prefix.
const (
	sessionCookie = "sessione"
	flashCookie   = "messaggio"
)

// cookieName is the name under which a browser keeps a cookie. With __Host- it takes
// it only from this very host, over https or on this computer, so that no other
// site under the same domain can plant one.
func (s *service) cookieName(name string) string {
	if s.InsecureCookies {
		return "concerta-" + name
	}
	return "__Host-" + name
}

// cookie is one for this service only, that scripts cannot read and that other sites
// do not make a browser send with what they post here. It lasts as long as the
// browser runs when maxAge is 0, else that many seconds; less than 0 deletes it.
func (s *service) cookie(name, value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: !s.InsecureCookies, SameSite: http.SameSiteLaxMode,
	}
}
