package web

import (
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// What the sign-in form carries of a form that was sent after the session had ended:
// where it was going, and what was typed, as a browser sends it. Neither is trusted
// more than anything that is posted.
const (
	resumeTo   = "ripresa"
	resumeWith = "ripresa-dati"
)

// resumed is a form that waits for somebody to sign in.
type resumed struct {
	route route
	to    string
	sent  url.Values
}

// askToSignIn answers a form that was sent by nobody: with the sign-in form, which
// carries what was typed where it may. Pages are never stored, so that going back
// would not find it again.
func (s *service) askToSignIn(c *gin.Context, r route) {
	f := signInForm(s.cameFrom(c))
	page := signInPage{Form: f, Told: []string{"La sessione è scaduta, o nessuno è entrato: quello che è stato inviato non è stato eseguito."}}
	switch x := s.typedBefore(c, r); {
	case x != nil:
		f.carry(x)
		page.Told = append(page.Told, "Quello che era scritto non è perso: entrando da qui lo si ritrova, e un pulsante lo salva.")
	case strings.HasPrefix(c.ContentType(), "multipart/"):
		page.Told = append(page.Told, "Un file non si può tenere da parte: entrare, poi sceglierlo di nuovo.")
	default:
		page.Told = append(page.Told, "Entrare e ripetere l’operazione.")
	}
	if c.GetHeader("HX-Request") != "" { // a part of the page was asked for: this takes the place of all of it
		c.Header("HX-Retarget", "#contenuto")
		c.Header("HX-Reselect", "#contenuto")
		c.Header("HX-Reswap", "outerHTML")
	}
	page.frame = s.frame(c, "Entrare di nuovo")
	s.show(c, http.StatusUnauthorized, page)
}

// typedBefore is what the form of the request says, nil when it is not kept: it holds
// a password or a file, or is larger than a form.
func (s *service) typedBefore(c *gin.Context, r route) *resumed {
	to := c.Request.URL.RequestURI()
	if !r.keeps() || safeNext(to) != to || c.ContentType() != "application/x-www-form-urlencoded" {
		return nil
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, formBody)
	if err := c.Request.ParseForm(); err != nil || len(c.Request.PostForm) == 0 {
		return nil
	}
	return &resumed{r, to, c.Request.PostForm}
}

// keeps tells whether what is sent to the route waits for somebody to sign in.
func (r route) keeps() bool { return r.method == http.MethodPost && r.need != anyone && !r.secret }

// cameFrom is the page that the request was sent from, as a place to go on.
func (s *service) cameFrom(c *gin.Context) string {
	u, err := url.Parse(c.Request.Referer())
	if err != nil || u.Host != c.Request.Host {
		return "/"
	}
	return safeNext(u.RequestURI())
}

// carry adds to a sign-in form what waits for it.
func (f *form) carry(x *resumed) {
	f.Button = "Entra e riprendi"
	f.Fields = append(f.Fields,
		&field{Name: resumeTo, Kind: "hidden", Value: x.to},
		&field{Name: resumeWith, Kind: "hidden", Value: x.sent.Encode()},
	)
}

// carried is what the sign-in form brought along, nil when nothing, or nothing that a
// form of this service sends.
func (s *service) carried(sent url.Values) *resumed {
	to := sent.Get(resumeTo)
	values, err := url.ParseQuery(sent.Get(resumeWith))
	if to == "" || safeNext(to) != to || err != nil {
		return nil
	}
	u, err := url.Parse(to)
	if err != nil {
		return nil
	}
	all := s.routes()
	at := slices.IndexFunc(all, func(r route) bool { return r.keeps() && r.is(u.EscapedPath()) })
	if at < 0 {
		return nil
	}
	return &resumed{all[at], to, values}
}

// is tells whether a path is one of the route.
func (r route) is(path string) bool {
	pattern, steps := strings.Split(r.path, "/"), strings.Split(path, "/")
	if len(pattern) != len(steps) {
		return false
	}
	for i, p := range pattern {
		if named := strings.HasPrefix(p, ":"); named && steps[i] == "" || !named && p != steps[i] {
			return false
		}
	}
	return true
}

// resumePage is what waited for the sign-in: one button sends it.
type resumePage struct {
	frame

	Action string
	Hidden []hidden
	Leave  string
}

func (resumePage) file() string { return "resume.html" }

// showResume shows to who has just signed in what was typed before. Nothing is done
// until the button is pressed, and then as whatever is sent: the role is looked at
// again, and so is what others changed meanwhile.
func (s *service) showResume(c *gin.Context, u *store.User, x *resumed, leave string) {
	s.viewedBy(c, u, account.SessionLife)
	page := resumePage{frame: s.frame(c, "Riprendere da dove si era"), Action: x.to, Leave: leave}
	for name, values := range x.sent {
		for _, v := range values {
			page.Hidden = append(page.Hidden, hidden{name, v})
		}
	}
	slices.SortStableFunc(page.Hidden, func(a, b hidden) int { return strings.Compare(a.Name, b.Name) })
	s.show(c, http.StatusOK, page)
}

// sayEnded answers a part of a page that nobody may have any more: in its place, so
// that what is typed on the rest of the page stays.
func (s *service) sayEnded(c *gin.Context) {
	c.Header("HX-Reselect", "#sessione-finita")
	c.Header("HX-Reswap", "innerHTML")
	again := signInPath + "?" + url.Values{nextField: {s.cameFrom(c)}}.Encode()
	send(c, http.StatusUnauthorized, "text/html; charset=utf-8", []byte(`<p id="sessione-finita">La sessione è scaduta: <a href="`+html.EscapeString(again)+`">entrare di nuovo</a>.</p>`))
}
