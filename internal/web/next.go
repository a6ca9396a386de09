package web

import (
	"net/url"
	"strings"
)

// nextField is the name under which the sign-in page is told where to go on.
const nextField = "poi"

// signInFor is the sign-in page that leads back to the page asked for.
func signInFor(asked *url.URL) string {
	if next := asked.RequestURI(); next != "/" && safeNext(next) == next {
		return signInPath + "?" + url.Values{nextField: {next}}.Encode()
	}
	return signInPath
}

// safeNext is where to go on after signing in: a path of this service, or its first
// page for anything that could lead elsewhere. Browsers read a backslash as a slash
// and skip tabs and line ends, so that "/\evil" and "/\t/evil" are addresses of
// other hosts.
func safeNext(next string) string {
	const home = "/"
	if len(next) > 2000 || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return home
	}
	if strings.ContainsFunc(next, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return home
	}
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || strings.HasPrefix(u.Path, "//") {
		return home
	}
	return next
}
