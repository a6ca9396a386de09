package process

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A rule that is renamed would be believed of no spoilt file any more.
func TestApart_NamesRulesThatThereAre(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(b)
	}
	for rule := range apart() {
		if !strings.Contains(source.String(), `Rule: "`+rule+`"`) {
			t.Errorf("there is no rule %s", rule)
		}
	}
}

func TestBeside_IsTheMeetingOrTheMappingAround(t *testing.T) {
	for path, want := range map[string]string{
		"fasi[0].voci[1].incontro.giorno":                   "fasi[0].voci[1].incontro",
		"fasi[0].voci[1].incontro.ordine-del-giorno[2].ora": "fasi[0].voci[1].incontro",
		"voci[1].periodo.al":                                "voci[1].periodo",
		"soggetti[3].codice-fiscale":                        "soggetti[3]",
		"presenze[0].firme[2].uscita":                       "presenze[0].firme[2]",
		"firmatari":                                         "firmatari",
	} {
		if got := beside(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
