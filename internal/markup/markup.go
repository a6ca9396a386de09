// Package markup turns a template and a view into the blocks of a document. A
// template is Markdown with text/template actions and generic directives
// (":::nome{chiave="valore"}"). What an action prints never passes through the
// Markdown parser: it travels as an opaque token, decoded in the model.
package markup

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
	"unicode/utf8"

	"concerta/internal/doc"
)

// ErrNoAct is the kind of error of an act for which there is no template.
var ErrNoAct = errors.New("modello dell'atto non trovato")

// Limits on what a template may be and do: finite data then means finite time.
const (
	maxSource = 1 << 20 // bytes of one template
	maxOutput = 8 << 20 // bytes printed by one execution, tokens included
	maxTurns  = 200_000 // turns of loops and calls of pieces in one execution
)

// Templates are parsed templates. They are read only and may be used by many
// goroutines at once.
type Templates struct {
	files    map[string]*file   // by name without ".md"
	fast     *template.Template // instrumented, all of them
	idle     sync.Pool          // of *readyRun of fast: a batch makes one for each worker, not for each act
	traced   *template.Template // the same, telling where each piece comes from
	places   []place            // of the pieces in traced
	grammar  *grammar
	problems []Problem           // found while loading
	closures map[string][]string // by name: it and every partial it calls
}

// file is one template as read.
type file struct {
	name string // "avviso.md"
	src  string
	tree *parse.Tree // as written, never instrumented; nil when it does not parse
}

// Load reads every "*.md" at the root of the layers. A file of an earlier layer
// takes the place of the file with the same name in a later one. The error
// tells of files that cannot be read; what is wrong in their text is for Check.
func Load(layers ...fs.FS) (*Templates, error) {
	t := &Templates{files: map[string]*file{}, grammar: newGrammar(), closures: map[string][]string{}}
	for _, layer := range layers {
		if err := t.readLayer(layer); err != nil {
			return nil, err
		}
	}
	t.fast = emptySet()
	t.traced = emptySet()
	for _, key := range t.names() {
		t.parse(key)
	}
	for _, key := range t.names() {
		t.checkIncludes(key)
		t.closures[key] = t.gather(key)
	}
	return t, nil
}

func emptySet() *template.Template {
	return template.New("").Funcs(helperFuncs()).Funcs((&run{}).funcs()).Option("missingkey=error")
}

func (t *Templates) readLayer(layer fs.FS) error {
	entries, err := fs.ReadDir(layer, ".")
	if err != nil {
		return fmt.Errorf("lettura della cartella dei modelli: %w", err)
	}
	for _, e := range entries {
		key, isTemplate := strings.CutSuffix(e.Name(), ".md")
		if e.IsDir() || !isTemplate || t.files[key] != nil {
			continue
		}
		src, err := fs.ReadFile(layer, e.Name())
		if err != nil {
			return fmt.Errorf("lettura del modello %s: %w", e.Name(), err)
		}
		text := strings.ReplaceAll(strings.TrimPrefix(string(src), "\ufeff"), "\r\n", "\n")
		t.files[key] = &file{name: e.Name(), src: text}
	}
	return nil
}

// names are the keys of the files in order.
func (t *Templates) names() []string {
	keys := make([]string, 0, len(t.files))
	for k := range t.files {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Acts are the names of the acts that have a template: the files that are no
// partials.
func (t *Templates) Acts() []string {
	return slices.DeleteFunc(t.names(), isPartial)
}

func isPartial(key string) bool { return strings.HasPrefix(key, "_") }

// parse reads one file and adds it, instrumented, to the set.
func (t *Templates) parse(key string) {
	f := t.files[key]
	if p, ok := f.readable(); !ok {
		t.problems = append(t.problems, p)
		return
	}
	own, err := template.New(f.name).Funcs(helperFuncs()).Parse(f.src)
	if err != nil {
		t.problems = append(t.problems, f.parseProblem(err))
		return
	}
	if own.Tree == nil || own.Root == nil {
		own.Tree = &parse.Tree{Name: f.name, ParseName: f.name, Root: &parse.ListNode{NodeType: parse.NodeList}}
	}
	if len(own.Templates()) > 1 {
		t.problems = append(t.problems, f.problemAt(strings.Index(f.src, "define"), "il modello contiene una «define».",
			"Mettere il pezzo in un file a parte, come _nome.md, e richiamarlo con {{template \"_nome\" .}}."))
		return
	}
	f.tree = own.Tree
	t.problems = append(t.problems, f.forbidden()...)
	_, err = t.fast.AddParseTree(key, t.instrument(f, false))
	if err == nil {
		_, err = t.traced.AddParseTree(key, t.instrument(f, true))
	}
	if err != nil {
		t.problems = append(t.problems, f.parseProblem(err))
	}
}

// readable tells whether the text of a file may be parsed at all.
func (f *file) readable() (Problem, bool) {
	if len(f.src) > maxSource {
		return f.problemAt(0, "il modello è più grande di 1 MB.", "Dividerlo in più file o accorciarlo."), false
	}
	if !utf8.ValidString(f.src) {
		return f.problemAt(0, "il modello non è scritto in UTF-8.", "Salvarlo in UTF-8."), false
	}
	if i := strings.IndexAny(f.src, string(tokenOpen)+string(tokenClose)); i >= 0 {
		return f.problemAt(i, "il modello contiene un carattere riservato (U+E000 o U+E001).", "Toglierlo."), false
	}
	return Problem{}, true
}

// Digest is the SHA-256, in hex, of the Wording of an act.
func (t *Templates) Digest(act string) (string, error) {
	text, err := t.Wording(act)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// Wording is the template of an act with all the partials it calls, in order of
// name, each after a line with its name and its length in bytes: "_firme.md 120".
// The line makes no two sets of files look the same.
func (t *Templates) Wording(act string) ([]byte, error) {
	if t.files[act] == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoAct, act)
	}
	var text []byte
	for _, key := range t.closure(act) {
		f := t.files[key]
		text = fmt.Appendf(text, "%s %d\n%s", f.name, len(f.src), f.src)
	}
	return text, nil
}

// closure is act and every partial it calls, in order of name.
func (t *Templates) closure(act string) []string { return t.closures[act] }

// gather finds the closure of an act.
func (t *Templates) gather(act string) []string {
	seen := map[string]bool{}
	var visit func(key string)
	visit = func(key string) {
		f := t.files[key]
		if f == nil || seen[key] {
			return
		}
		seen[key] = true
		if f.tree != nil {
			eachNode(f.tree.Root, func(n parse.Node) {
				if call, ok := n.(*parse.TemplateNode); ok {
					visit(call.Name)
				}
			})
		}
	}
	visit(act)
	keys := make([]string, 0, len(seen))
	for k := range seen {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare)
	return keys
}

// Execute makes the blocks of an act from its view. Every fault of the template
// is in the *InvalidError it returns.
func (t *Templates) Execute(act string, view any) ([]doc.Block, error) {
	if t.files[act] == nil {
		return nil, fmt.Errorf("%w: manca il file %s.md", ErrNoAct, act)
	}
	if faults := t.loadProblems(t.closure(act)); len(faults) > 0 {
		return nil, &InvalidError{Problems: faults}
	}
	ready, err := t.ready()
	if err != nil {
		return nil, err
	}
	blocks, problems := t.execute(ready, act, view)
	t.idle.Put(ready)
	if len(problems) > 0 {
		if ready, err = newReadyRun(t.traced); err == nil {
			_, problems = t.execute(ready, act, view)
		}
	}
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, &InvalidError{Problems: problems}
	}
	return blocks, nil
}

// readyRun is a set of templates whose functions work on a run of its own: one
// execution at a time.
type readyRun struct {
	set *template.Template
	run *run
}

func newReadyRun(set *template.Template) (*readyRun, error) {
	set, err := set.Clone()
	if err != nil {
		return nil, fmt.Errorf("preparazione dei modelli: %w", err)
	}
	r := newRun()
	return &readyRun{set.Funcs(r.funcs()), r}, nil
}

// ready is a run that nobody is using.
func (t *Templates) ready() (*readyRun, error) {
	if r, ok := t.idle.Get().(*readyRun); ok {
		r.run.reset()
		return r, nil
	}
	return newReadyRun(t.fast)
}

func (t *Templates) execute(ready *readyRun, act string, view any) ([]doc.Block, []Problem) {
	r := ready.run
	if err := ready.set.ExecuteTemplate(r, act, view); err != nil {
		return nil, []Problem{t.execProblem(act, err, r)}
	}
	c := t.converter(r)
	return c.document(), c.problems
}

// loadProblems are the problems found while loading the files named.
func (t *Templates) loadProblems(keys []string) []Problem {
	var list []Problem
	for _, p := range t.problems {
		if slices.Contains(keys, strings.TrimSuffix(p.Template, ".md")) {
			list = append(list, p)
		}
	}
	return list
}
