package web_test

import (
	"strings"
	"testing"

	"concerta/internal/web/browsertest"
)

// A name without a space is cut rather than to push the page wider than the window.
func TestBrowser_LongNamesDoNotWidenThePage(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	page := browser.Open(t, 1280)
	service.SignIn(page)
	long := strings.Repeat("Associazionedivolontariato", 5)[:115]
	page.Visit(service.Address + example + "/adesioni/nuova")
	page.Begin(long)
	page.Choose("Nessun tavolo indicato")
	page.Push("Salva")
	page.Fill("Tipo", "odv")
	page.Push("Salva")
	page.Says(long)
	for _, path := range []string{"/adesioni", "/soggetti", "/adesioni/nuova", "/atti", "/registri", "/incontri/prima-sessione/presenze", "/adesioni/di/" + strings.ToLower(long)[:40]} {
		page.Visit(service.Address + example + path)
		for _, width := range []int{320, 800, 900, 1024, 1280} {
			page.Resize(width)
			page.Check()
		}
		page.Picture("nome-lungo" + strings.ReplaceAll(path, "/", "-"))
	}
}
