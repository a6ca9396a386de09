package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Page is a tab. Its methods fail the test that opened it.
type Page struct {
	t     *testing.T
	ctx   func() (context.Context, context.CancelFunc) // of one step
	axe   string
	width int

	mu        sync.Mutex // hear runs beside the test
	address   string
	status    int
	faults    []string
	frame     cdp.FrameID       // that of the page itself
	downloads map[string]string // names of files, by their ids
}

// do runs steps within patience.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, end := p.ctx()
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s on %s: %v", what, p.address, err)
	}
}

// ask runs one step that answers.
func ask[T any](p *Page, what string, step chromedp.Action[T]) T {
	p.t.Helper()
	ctx, end := p.ctx()
	defer end()
	answer, err := chromedp.Run(ctx, step)
	if err != nil {
		p.t.Fatalf("%s on %s: %v", what, p.address, err)
	}
	return answer
}

// Visit goes to an address and gives the status of the answer.
func (p *Page) Visit(address string) int {
	p.t.Helper()
	p.mu.Lock()
	p.address = address
	p.mu.Unlock()
	p.do("going", chromedp.Navigate(address))
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.status
}

// Type writes into the first element that matches a CSS selector, as a keyboard does.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.do("typing into "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Press presses keys where the focus is; kb has those without a character.
func (p *Page) Press(keys string) {
	p.t.Helper()
	p.do("pressing a key", chromedp.KeyEvent(keys))
}

// Click clicks the first element that matches.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.do("clicking "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// Wait waits until an element that matches can be seen.
func (p *Page) Wait(selector string) {
	p.t.Helper()
	p.do("waiting for "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
}

// WaitFor waits until an expression of JavaScript is true.
func (p *Page) WaitFor(expression string) {
	p.t.Helper()
	ask(p, "waiting for "+expression, chromedp.Poll[bool](expression))
}

// Text is the words of the first element that matches, as they are seen.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return ask(p, "reading "+selector, chromedp.Text(chromedp.CSS(selector)))
}

// Eval is the value of an expression of JavaScript.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	return ask(p, "asking "+expression, chromedp.Evaluate[T](expression))
}

// Check is what holds of every page: no fault that axe-core finds, nothing to be
// scrolled sideways, nothing that the console would show in red.
func (p *Page) Check() {
	p.t.Helper()
	p.Axe()
	if wide := Eval[int](p, "document.documentElement.scrollWidth"); wide > p.width {
		p.t.Errorf("%s at %d px is %d px wide; too wide are: %s", p.address, p.width, wide, Eval[string](p, tooWide))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range p.faults {
		p.t.Errorf("%s at %d px: the console shows %s", p.address, p.width, f)
	}
	p.faults = nil
}

// tooWide names the elements that stick out of the window.
const tooWide = `[...document.querySelectorAll('body *')]
	.filter(e => e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).clipPath === 'none')
	.slice(0, 5).map(e => e.tagName.toLowerCase() + '.' + e.className).join(', ')`

// violation is one rule of axe-core that a page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Axe looks for faults of accessibility, with every rule that axe-core has on.
func (p *Page) Axe() {
	p.t.Helper()
	p.do("loading axe-core", chromedp.Evaluate[chromedp.Void](p.axe))
	answer := ask(p, "running axe-core", chromedp.Evaluate[string](
		`axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))`, chromedp.EvalAwaitPromise))
	var violations []violation
	if err := json.Unmarshal([]byte(answer), &violations); err != nil {
		p.t.Fatalf("reading what axe-core found: %v", err)
	}
	for _, v := range violations {
		var b strings.Builder
		for _, n := range v.Nodes {
			fmt.Fprintf(&b, "\n  %s\n  %s", n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n  "))
		}
		p.t.Errorf("%s at %d px: %s (%s)%s", p.address, p.width, v.Help, v.ID, b.String())
	}
}

// Picture leaves a picture of the whole page in out/browser, for people to look at.
func (p *Page) Picture(name string) {
	p.t.Helper()
	picture := ask(p, "taking a picture", chromedp.FullScreenshot(100))
	folder := filepath.Join(root(p.t), "out", "browser")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d.png", name, p.width)), picture, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// Resize lays the page out at another width, as it is.
func (p *Page) Resize(width int) {
	p.t.Helper()
	p.do("resizing", chromedp.EmulateViewport(int64(width), height))
	p.width = width
}

// Look checks the page as it is at every width and leaves pictures of it.
func (p *Page) Look(name string) {
	p.t.Helper()
	was := p.width
	for _, width := range Widths() {
		p.Resize(width)
		p.Check()
		p.Picture(name)
	}
	p.Resize(was)
}
