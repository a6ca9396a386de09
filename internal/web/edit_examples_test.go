package web_test

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	parts "concerta/internal/desk"
	"concerta/internal/processfile"
	"concerta/internal/store"
)

var itemLink = regexp.MustCompile(`href="([^"]*/modifica/[a-z]+\?voce=[^"]+)"`)

// Every page of every example, sent back as a browser shows it, says what it said.
func TestEdit_EveryPageOfTheExamplesSentAsItIsChangesNothing(t *testing.T) {
	for _, name := range []string{"casarano-2013", "comune-esempio", "consorzio-esempio"} {
		src, err := os.ReadFile(filepath.Join("..", "..", "examples", name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		file, findings := processfile.Read("", src, nil)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		key := file.Process.Key
		s := &shelf{list: []store.Process{stored(key, "Esempio", string(src))}}
		f := serveShelf(t, s)
		before := canonical(t, s, key)
		for _, path := range editorPages(f, "/procedimenti/"+key+"/modifica") {
			page := f.do("GET", path)
			if page.Code != 200 {
				t.Errorf("%s: status %d", path, page.Code)
				continue
			}
			if w := f.send(path, formOf(t, page.Body.String())); w.Code != http.StatusSeeOther {
				t.Errorf("%s: status %d:\n%.3000s", path, w.Code, w.Body)
			}
			if after := canonical(t, s, key); after != before {
				t.Errorf("%s changed:\n%s", path, firstDifference(before, after))
				before = after
			}
		}
	}
}

// editorPages are the sections of a process and the items of its lists.
func editorPages(f fixture, base string) []string {
	var list []string
	for _, g := range parts.Groups() {
		for _, x := range g.Sections {
			path := base + "/" + x.Name
			switch x.Name {
			case "calendario", "proposte", "verbali":
				for _, m := range itemLink.FindAllStringSubmatch(f.do("GET", path).Body.String(), -1) {
					list = append(list, html.UnescapeString(m[1]))
				}
			default:
				list = append(list, path)
			}
		}
	}
	return list
}

func canonical(t *testing.T, s *shelf, key string) string {
	t.Helper()
	var b strings.Builder
	if err := processfile.Write(&b, now(t, s, key)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return strings.Join(x[max(i-3, 0):i+1], "\n") + "\nbecame\n" + strings.Join(y[max(i-3, 0):i+1], "\n")
		}
	}
	return "one is longer"
}
