package desk_test

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/desk"
	"concerta/internal/processfile"
)

func tree(t *testing.T) *processfile.Tree {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "..", "examples", "casarano-2013.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	f, findings := processfile.Read("", src, nil)
	for _, x := range findings {
		t.Fatalf("%s: %s", x.Path, x.What)
	}
	return processfile.NewTree(f.Process)
}

// Every key of a file is filled in on one page, but for those of people and bodies,
// which have pages of their own.
func TestSections_FillInEveryKeyOnce(t *testing.T) {
	elsewhere := []string{"versione", "chiave", "luoghi", "soggetti", "cittadini", "adesioni", "presenze", "ente.intestazione.logo", "voci"}
	tr := tree(t)
	for _, k := range processfile.Keys() {
		path := strings.ReplaceAll(k.Path, "[]", "[0]")
		if skip(path, elsewhere) || strings.Contains(path, "periodo") || strings.HasSuffix(path, "voci[0].testo") {
			continue // the first entry of the example is a meeting
		}
		if s, _, ok := desk.Where(tr, path); !ok {
			t.Errorf("%s is filled in nowhere", path)
		} else if s.Title == "" {
			t.Errorf("%s: a section without a title", s.Name)
		}
	}
}

func skip(path string, list []string) bool {
	for _, p := range list {
		if path == p || strings.HasPrefix(path, p+".") || strings.HasPrefix(path, p+"[") {
			return true
		}
	}
	return false
}

func TestPlace_NamesOfControlsDoNotSayWhereAnItemIs(t *testing.T) {
	tr := tree(t)
	s, ok := desk.SectionNamed("incontro")
	if !ok {
		t.Fatal("no section")
	}
	p, ok := s.Place(tr, "prima-sessione", "")
	if !ok || p.Name(p.Base+".data") != "voce.data" || p.Path("voce.data") != p.Base+".data" || p.In != "progettazione" {
		t.Errorf("got %+v", p)
	}
	before := p.Digest(tr)
	tr.Move("fasi", 0, 5)
	moved, ok := s.Place(tr, "prima-sessione", "")
	if !ok || moved.Base == p.Base || moved.Digest(tr) != before {
		t.Errorf("got %+v", moved)
	}
}

func TestSwap_ExchangesItemsAndStopsAtTheEnds(t *testing.T) {
	typed := url.Values{"l[0].a": {"zero"}, "l[1].a": {"uno"}, "togli:l[1]": {"sì"}, "l[10].a": {"dieci"}}
	desk.Swap(typed, "l", 1, 0)
	if typed.Get("l[0].a") != "uno" || typed.Get("l[1].a") != "zero" || typed.Get("togli:l[0]") == "" || typed.Get("l[10].a") != "dieci" {
		t.Errorf("got %v", typed)
	}
	desk.Swap(typed, "l", 0, -1)
	desk.Swap(typed, "l", 10, 11)
	if typed.Get("l[0].a") != "uno" || typed.Get("l[10].a") != "dieci" {
		t.Errorf("got %v", typed)
	}
}
