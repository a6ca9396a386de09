package browsertest

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// What a clerk does: finds things by the words that stand on them. None of it needs
// the scripts of the page, so that the same steps are done without them.

// Push follows a link or pushes a button by its words, with the keyboard, and waits
// for the page that follows. A click would depend on where the page has scrolled to.
func (p *Page) Push(words string) {
	p.t.Helper()
	p.leave("pushing «"+words+"»", func() {
		p.do("going to «"+words+"»", chromedp.Focus(chromedp.CSS(p.find("a, button", words))))
		p.Press("\r")
	})
}

// Unfold opens what is folded under these words, unless it is open.
func (p *Page) Unfold(words string) {
	p.t.Helper()
	at := p.find("summary", words)
	if !Eval[bool](p, "document.querySelector("+quoted(at)+").parentElement.open") {
		p.Click(at)
	}
}

// Enter presses keys where the focus is and waits for the page that follows.
func (p *Page) Enter(keys string) {
	p.t.Helper()
	p.leave("pressing keys", func() { p.Press(keys) })
}

// Begin types where the page begins, which has the focus soon after it is there.
func (p *Page) Begin(text string) {
	p.t.Helper()
	p.settle()
	p.Press(text)
}

// Choose clicks the box or the button in front of these words.
func (p *Page) Choose(label string) {
	p.t.Helper()
	p.Click(p.find("label", label))
}

// Fill answers the question with this label, or the one that a CSS selector finds: a
// text is typed over what is there, an option is chosen by its words or its value.
func (p *Page) Fill(label, answer string) {
	p.t.Helper()
	at := p.control(label)
	switch Eval[string](p, "(e => e.tagName === 'SELECT' ? 'select' : e.type)(document.querySelector("+quoted(at)+"))") {
	case "select":
		if !Eval[bool](p, fmt.Sprintf(chooseOption, quoted(at), quoted(answer))) {
			p.t.Fatalf("«%s» on %s has no option «%s»", label, p.Address(), answer)
		}
	case "date", "time": // how they are typed depends on the language of the browser
		Eval[bool](p, fmt.Sprintf(setValue, quoted(at), quoted(answer)))
	default:
		p.do("filling in «"+label+"»", chromedp.Focus(chromedp.CSS(at)))
		Eval[bool](p, "document.querySelector("+quoted(at)+").select() === undefined")
		p.do("typing", chromedp.KeyEvent("\b"), chromedp.KeyEvent(answer))
	}
}

// Attach chooses a file for the question with this label.
func (p *Page) Attach(label, file string) {
	p.t.Helper()
	p.do("attaching "+file, chromedp.SetUploadFiles(chromedp.CSS(p.control(label)), []string{file}))
}

// Says fails unless the page says all of this.
func (p *Page) Says(words ...string) {
	p.t.Helper()
	said := p.Words()
	for _, w := range words {
		if !strings.Contains(said, w) {
			p.t.Errorf("%s does not say «%s»; it says:\n%s", p.Address(), w, said)
		}
	}
}

// Words is what the page says, each space a single one.
func (p *Page) Words() string {
	p.t.Helper()
	return Eval[string](p, `document.body.innerText.replace(/[^\S\n]+/g, ' ')`)
}

// Address is where the page is.
func (p *Page) Address() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.address
}

// Status is that of the last answer.
func (p *Page) Status() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.status
}

// control is a selector for the control of a label; a selector stays what it is.
func (p *Page) control(label string) string {
	p.t.Helper()
	if strings.ContainsAny(label[:1], "[#.") {
		return label
	}
	at := p.find("label", label)
	if !Eval[bool](p, fmt.Sprintf(markControl, quoted(at))) {
		p.t.Fatalf("«%s» on %s belongs to no control", label, p.Address())
	}
	return "[data-clerk=control]"
}

// settle waits until the page has the focus where it begins: until then it may still
// scroll there, away from under a click.
func (p *Page) settle() {
	for end := time.Now().Add(patience / 15); time.Now().Before(end); time.Sleep(10 * time.Millisecond) { //nolint:forbidigo // waits for a page
		if there, err := tried[bool](p, "document.activeElement !== document.body || !document.querySelector('[autofocus]')"); there && err == nil {
			return
		}
	}
}

// HasFocus waits until a property of what has the focus is as said: a browser gives
// the focus to a page some time after the page is there.
func (p *Page) HasFocus(property, value string) {
	p.t.Helper()
	is := ""
	has := "String(document.activeElement." + property + " || '')"
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) { //nolint:forbidigo // waits for a page
		if said, err := tried[string](p, has); err == nil {
			if is = said; is == value {
				return
			}
		}
	}
	p.t.Fatalf("%s of what has the focus on %s is %q, not %q; the page says:\n%s", property, p.Address(), is, value, p.Words())
}

// find marks the first element that is seen and has these words, or else begins with
// them, and gives a selector for it.
func (p *Page) find(among, words string) string {
	p.t.Helper()
	p.settle()
	found := fmt.Sprintf(findWords, quoted(among), quoted(words))
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) { //nolint:forbidigo // waits for a page
		if ok, err := tried[bool](p, found); ok && err == nil {
			return "[data-clerk=words]"
		}
	}
	p.t.Fatalf("«%s» is not on %s; it says:\n%s", words, p.Address(), p.Words())
	return ""
}

// leave does what leads to another page, and waits until that is there.
func (p *Page) leave(what string, do func()) {
	p.t.Helper()
	Eval[bool](p, "window.clerkWasHere = true")
	do()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) { //nolint:forbidigo // waits for a page
		if there, err := tried[bool](p, "!window.clerkWasHere && document.readyState === 'complete' && document.body !== null"); there && err == nil {
			return
		}
	}
	p.t.Fatalf("%s on %s leads nowhere; it says:\n%s", what, p.Address(), p.Words())
}

// tried asks without failing: a page that is being left answers with an error.
func tried[T any](p *Page, expression string) (T, error) {
	ctx, end := p.ctx()
	defer end()
	ctx, soon := context.WithTimeout(ctx, time.Second)
	defer soon()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression))
}

func quoted(s string) string { return strconv.Quote(s) }

const findWords = `((among, words) => {
	const clean = s => s.replace(/\s+/g, ' ').trim();
	const bare = e => { const c = e.cloneNode(true); c.querySelectorAll('.unseen, .required').forEach(x => x.remove()); return clean(c.textContent) };
	for (const e of document.querySelectorAll('[data-clerk=words]')) e.removeAttribute('data-clerk');
	const seen = [...document.querySelectorAll(among)].filter(e => e.checkVisibility() && !e.closest('[aria-hidden=true]'));
	const e = seen.find(e => bare(e) === words) || seen.find(e => clean(e.textContent) === words) || seen.find(e => clean(e.textContent).startsWith(words));
	if (!e) return false;
	e.setAttribute('data-clerk', 'words');
	return true;
})(%s, %s)`

const markControl = `(at => {
	for (const e of document.querySelectorAll('[data-clerk=control]')) e.removeAttribute('data-clerk');
	const e = document.querySelector(at).control;
	if (!e) return false;
	e.setAttribute('data-clerk', 'control');
	return true;
})(%s)`

const setValue = `((at, value) => {
	const e = document.querySelector(at);
	e.value = value;
	e.dispatchEvent(new Event('input', {bubbles: true}));
	return true;
})(%s, %s)`

const chooseOption = `((at, words) => {
	const e = document.querySelector(at);
	const o = [...e.options].find(o => o.text.trim() === words) || [...e.options].find(o => o.value === words) || [...e.options].find(o => o.text.trim().startsWith(words));
	if (!o) return false;
	e.value = o.value;
	e.dispatchEvent(new Event('input', {bubbles: true}));
	e.dispatchEvent(new Event('change', {bubbles: true}));
	return true;
})(%s, %s)`
