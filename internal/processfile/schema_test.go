package processfile_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"concerta/examples"
	"concerta/internal/processfile"
)

func readSchema(t *testing.T) map[string]any {
	t.Helper()
	var s map[string]any
	if err := json.Unmarshal(processfile.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchema_TakesEveryExample(t *testing.T) {
	root := readSchema(t)
	for _, name := range exampleNames(t) {
		src, err := examples.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var x any
		if err := yaml.Unmarshal(src, &x); err != nil {
			t.Fatal(err)
		}
		for _, problem := range validate(root, root, x, name) {
			t.Error(problem)
		}
	}
}

func TestSchema_RefusesWhatTheReaderRefuses(t *testing.T) {
	root := readSchema(t)
	for name, src := range map[string]string{
		"an unknown key":         minimal + "altro: 1\n",
		"a missing key":          strings.Replace(minimal, "titolo: Città\n", "", 1),
		"a required key inside":  minimal + "soggetti: [{id: a, nome: B}]\n",
		"no list":                minimal + "tavoli: 1\n",
		"no number":              minimal + "tavoli: [{numero: uno, nome: Casa}]\n",
		"a number out of bounds": minimal + "tavoli: [{numero: 1000, nome: Casa}]\n",
		"no such word":           minimal + "soggetti: [{id: a, nome: B, tipo: onlus}]\n",
		"no date":                minimal + "scadenza: {data: domani}\n",
		"no hour":                minimal + "scadenza: {data: 2013-11-05, ora: 25.00.1}\n",
		"no moment":              minimal + "adesioni: [{di: a, ricevuta: ieri}]\n",
		"no yes":                 minimal + "scheda: {copia-documento: forse}\n",
		"no id":                  minimal + "cittadini: [{id: Anna Rossi, nome: B}]\n",
		"no place":               minimal + "voci: [{incontro: {id: a, data: 2013-11-05, luogo: [a]}}]\n",
		"another version":        strings.Replace(minimal, "versione: 1", "versione: 2", 1),
	} {
		var x any
		if err := yaml.Unmarshal([]byte(src), &x); err != nil {
			t.Fatal(err)
		}
		if len(validate(root, root, x, "")) == 0 {
			t.Errorf("%s: taken", name)
		}
		if _, faults := processfile.Read("x.yaml", []byte(src), nil); len(faults) == 0 {
			t.Errorf("%s: the reader takes it", name)
		}
	}
}

// validate is as much of JSON Schema as the schema uses. A keyword it does not
// know is a problem.
func validate(root, s map[string]any, x any, path string) []string {
	var out []string
	wrong := func(format string, args ...any) { out = append(out, path+": "+fmt.Sprintf(format, args...)) }
	for keyword, v := range s {
		switch keyword {
		case "$schema", "$defs", "title", "description":
		case "$ref":
			name := strings.TrimPrefix(v.(string), "#/$defs/")
			def, ok := root["$defs"].(map[string]any)[name].(map[string]any)
			if !ok {
				wrong("no definition %s", name)
				continue
			}
			out = append(out, validate(root, def, x, path)...)
		case "type":
			names, many := v.([]any)
			if !many {
				names = []any{v}
			}
			if !slices.ContainsFunc(names, func(n any) bool { return isOf(n.(string), x) }) {
				wrong("%v is not of %v", x, v)
			}
		case "enum":
			if !slices.Contains(v.([]any), x) {
				wrong("%v is not among %v", x, v)
			}
		case "pattern":
			if text, ok := x.(string); ok && !regexp.MustCompile(v.(string)).MatchString(text) {
				wrong("%q does not match %s", text, v)
			}
		case "minimum", "maximum":
			if n, ok := number(x); ok && (keyword == "minimum" && n < v.(float64) || keyword == "maximum" && n > v.(float64)) {
				wrong("%v is beyond the %s", x, keyword)
			}
		case "anyOf":
			if !slices.ContainsFunc(v.([]any), func(one any) bool { return len(validate(root, one.(map[string]any), x, path)) == 0 }) {
				wrong("%v is none of them", x)
			}
		case "items":
			list, _ := x.([]any)
			for i, item := range list {
				out = append(out, validate(root, v.(map[string]any), item, fmt.Sprintf("%s[%d]", path, i))...)
			}
		case "properties", "required", "additionalProperties":
		default:
			wrong("keyword %s", keyword)
		}
	}
	if object, ok := x.(map[string]any); ok {
		out = append(out, validateKeys(root, s, object, path)...)
	}
	return out
}

func validateKeys(root, s, object map[string]any, path string) []string {
	var out []string
	known, _ := s["properties"].(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(object)) {
		at := path + "." + key
		if is, ok := known[key].(map[string]any); ok {
			out = append(out, validate(root, is, object[key], at)...)
		} else if more, ok := s["additionalProperties"].(map[string]any); ok {
			out = append(out, validate(root, more, object[key], at)...)
		} else if s["additionalProperties"] == false {
			out = append(out, at+": unknown")
		}
	}
	required, _ := s["required"].([]any)
	for _, key := range required {
		if _, there := object[key.(string)]; !there {
			out = append(out, path+"."+key.(string)+": missing")
		}
	}
	return out
}

func isOf(name string, x any) bool {
	n, isNumber := number(x)
	switch name {
	case "object":
		_, ok := x.(map[string]any)
		return ok
	case "array":
		_, ok := x.([]any)
		return ok
	case "string":
		_, ok := x.(string)
		return ok
	case "boolean":
		_, ok := x.(bool)
		return ok
	case "number":
		return isNumber
	case "integer":
		return isNumber && n == float64(int(n))
	}
	return false
}

func number(x any) (float64, bool) {
	switch n := x.(type) {
	case uint64:
		return float64(n), true
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}
