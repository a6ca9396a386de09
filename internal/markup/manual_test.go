package markup

import (
	"os"
	"strings"
	"testing"
)

func TestManual_NamesEveryFunctionDirectiveAndAttribute(t *testing.T) {
	b, err := os.ReadFile("../../docs/modelli.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(b)
	for name := range helperFuncs() {
		if !strings.Contains(manual, "`"+name+"`") {
			t.Errorf("the manual does not name the function %q", name)
		}
	}
	for name, r := range directiveRules() {
		if !strings.Contains(manual, ":"+name) {
			t.Errorf("the manual does not name the directive %q", name)
		}
		for _, key := range r.known {
			if !strings.Contains(manual, key+`="`) {
				t.Errorf("the manual does not name the attribute %q of %q", key, name)
			}
		}
	}
}
