package web_test

import (
	"net/http"
	"strings"
	"testing"

	"concerta/internal/web"
	"concerta/internal/web/browsertest"
)

func TestBrowser_EveryPageIsAccessibleAtEveryWidth(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.Open(t, 1280)
	signedIn := false
	for _, p := range pagesToLookAt {
		if p.path == "" {
			continue
		}
		if !signedIn && p.route == "/" {
			service.SignIn(page)
			signedIn = true
		}
		if got := page.Visit(service.Address + p.path); got != p.status {
			t.Errorf("%s: status %d, want %d", p.path, got, p.status)
		}
		page.Look(p.name)
	}
}

// The example has nothing issued: the pages of what is issued come after a click.
func TestBrowser_ActIsIssuedAndItsPagesAreAccessible(t *testing.T) {
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	const act = "/archivio/casarano-2013.avviso.1"
	for i, width := range browsertest.Widths() {
		page := browser.Open(t, width)
		service.SignIn(page)
		if i == 0 {
			page.Visit(service.Address + "/procedimenti/casarano-2013/atti/avviso/emissione")
			page.Check()
			page.Picture("emissione")
			page.Click(`main button[type="submit"]`)
			page.Wait(`.flash`)
			page.Visit(service.Address + "/procedimenti/casarano-2013/emissioni/patto")
			page.Check()
			page.Picture("emissione-patti")
			page.Click(`main button[type="submit"]`)
			page.Wait(`#lavoro .btn-primary`)
			page.Check()
			page.Picture("lavoro")
		}
		for _, c := range []struct{ name, path string }{
			{"atti", "/procedimenti/casarano-2013/atti"},
			{"atto-emesso", act},
			{"atto-annulla", act + "/annullamento"},
			{"archivio-pieno", "/archivio"},
			{"archivio-niente", "/archivio?cerca=zzz"},
			{"archivio-firme", "/archivio/da-firmare"},
			{"archivio-documento", "/archivio/documenti"},
			{"archivio-fascicoli", "/archivio/fascicoli"},
			{"archivio-registro", "/archivio/verifica"},
		} {
			if got := page.Visit(service.Address + c.path); got != 200 {
				t.Errorf("%s: status %d", c.path, got)
			}
			page.Check()
			page.Picture(c.name)
		}
		page.Visit(service.Address + act)
		verify := browsertest.Eval[string](page, `document.querySelector('a[href^="/verifica/"]').getAttribute('href')`)
		for name, path := range map[string]string{"verifica-atto": verify, "avviso-pubblico": strings.Replace(verify, "/verifica/", "/avvisi/", 1)} {
			page.Visit(service.Address + path)
			page.Check()
			page.Picture(name)
		}
	}
}

// Several processes, none, and one that cannot be read: what the example does not show.
func TestBrowser_ListsAndFindingsAreAccessible(t *testing.T) {
	browser := browsertest.Start(t)
	broken := stored("rotto-2026", "Coprogrammazione degli interventi per le persone con disabilità", "versione: [")
	full := browsertest.Handle(t, signedInto(serve(t, stored("prova-2026", "Piano di prova", source), broken).handler))
	none := browsertest.Handle(t, signedInto(serve(t).handler))
	for _, width := range browsertest.Widths() {
		page := browser.Open(t, width)
		for name, address := range map[string]string{
			"elenco": full + "/", "vuoto": none + "/", "illeggibile": full + "/procedimenti/rotto-2026",
		} {
			if got := page.Visit(address); got != http.StatusOK {
				t.Errorf("%s: status %d", name, got)
			}
			if page.Text("h1") == "Accesso" {
				t.Fatalf("%s asks to sign in", name)
			}
			page.Check()
			page.Picture(name)
		}
	}
}

// signedInto takes everybody for somebody who has signed in.
func signedInto(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.AddCookie(anySession())
		h.ServeHTTP(w, r)
	})
}

func TestBrowser_KitIsAccessibleAtEveryWidth(t *testing.T) {
	browser := browsertest.Start(t)
	address := browsertest.Handle(t, web.KitHandler(t))
	for _, width := range browsertest.Widths() {
		page := browser.Open(t, width)
		for _, c := range []struct{ name, path string }{{"pezzi", "/"}, {"conferma", "/conferma"}} {
			page.Visit(address + c.path)
			page.Check()
			page.Picture(c.name)
		}
		page.Click(".account summary")
		page.Check()
		page.Picture("menu")
	}
	page := browser.Open(t, 1280, browsertest.OnPaper())
	page.Visit(address)
	page.Picture("pezzi-carta")
}

func TestBrowser_ErrorsHaveTheFocusWithAndWithoutScripts(t *testing.T) {
	browser := browsertest.Start(t)
	address := browsertest.Handle(t, web.KitHandler(t))
	for _, options := range [][]browsertest.Option{nil, {browsertest.NoScripts()}} {
		page := browser.Open(t, 1280, options...)
		page.Visit(address)
		page.HasFocus("className", "errors")
	}
}

func TestBrowser_ListFollowsWhatIsTyped(t *testing.T) {
	browser := browsertest.Start(t)
	address := browsertest.Handle(t, web.KitHandler(t))
	page := browser.Open(t, 1280)
	page.Visit(address)
	page.Type(`[name="cerca"]`, "volontari")
	page.WaitFor(`document.querySelectorAll('#elenco tbody tr').length === 1`)
	page.HasFocus("name", "cerca")
	if at := browsertest.Eval[string](page, "location.search"); !strings.Contains(at, "cerca=volontari") {
		t.Errorf("the address is %q: the search cannot be found again", at)
	}
	page.Check()
}

func TestBrowser_LongJobShowsItsProgressUntilItEnds(t *testing.T) {
	browser := browsertest.Start(t)
	page := browser.Open(t, 320)
	page.Visit(browsertest.Handle(t, web.KitHandler(t)))
	browsertest.Eval[bool](page, `(window.said = document.getElementById('patti-stato')) !== null`)
	page.WaitFor(`window.said.textContent === '300 patti di 300' && window.said.isConnected`)
	if browsertest.Eval[bool](page, `document.getElementById('patti-attesa') !== null`) {
		t.Error("it goes on asking")
	}
	page.Check()
}

func TestBrowser_SkipLinkIsTheFirstStopAndLeadsToTheContent(t *testing.T) {
	browser := browsertest.Start(t)
	page := browser.Open(t, 1280)
	page.Visit(browsertest.Handle(t, serve(t).handler))
	page.Press("\t")
	page.HasFocus("textContent", "Vai al contenuto")
	page.Press("\r")
	page.HasFocus("id", "contenuto")
}
