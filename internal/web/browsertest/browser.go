// Package browsertest opens pages of the service in a real Chromium, for tests
// only: it looks at them as a clerk does, at the width of a desk and of a phone.
package browsertest

import (
	"context"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Widths are those at which every page is looked at, in CSS pixels: the narrowest
// that WCAG 2.1 (1.4.10) asks for, and a desk.
func Widths() []int { return []int{320, 1280} }

const (
	height   = 800 // CSS pixels of the window
	patience = time.Minute
)

// Browser is one Chromium.
type Browser struct {
	t   *testing.T
	ctx func() context.Context // of the first tab, which keeps the browser open
	axe string                 // source of axe-core
}

// Start starts a Chromium that ends with the test. A test is skipped where there is
// no Chromium or no axe-core, and fails there under CI=true.
func Start(t *testing.T) *Browser {
	t.Helper()
	path := chromium()
	if path == "" {
		missing(t, "Chromium is not installed")
	}
	axe := readAxe(t)
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox)
	allocator, endAllocator := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(endAllocator)
	ctx, end := chromedp.NewContext(allocator)
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return &Browser{t, func() context.Context { return ctx }, axe}
}

// chromium is where the browser is, or nothing.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Option is how a tab differs from a clerk's.
type Option func(ctx context.Context, t *chromedp.Target) error

// NoScripts opens a tab that runs no JavaScript.
func NoScripts() Option {
	return func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}
}

// OnPaper opens a tab that shows what would be printed.
func OnPaper() Option {
	return func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}
}

// Open opens a tab of this width; --window-size would lay out at 500 pixels at
// least. Tabs share cookies, as the tabs of a person do.
func (b *Browser) Open(t *testing.T, width int, options ...Option) *Page {
	t.Helper()
	return b.open(t, width, options)
}

// OpenApart opens a tab that shares no cookies with others, as on another computer.
func (b *Browser) OpenApart(t *testing.T, width int, options ...Option) *Page {
	t.Helper()
	return b.open(t, width, options, chromedp.WithNewBrowserContext())
}

func (b *Browser) open(t *testing.T, width int, options []Option, as ...chromedp.ContextOption) *Page {
	t.Helper()
	ctx, end := chromedp.NewContext(b.ctx(), as...)
	t.Cleanup(end)
	p := &Page{t: t, ctx: func() (context.Context, context.CancelFunc) { return context.WithTimeout(ctx, patience) }, axe: b.axe, width: width}
	setUp := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, set := range options {
			if err := set(ctx, target); err != nil {
				return err
			}
		}
		return nil
	})
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), height), setUp); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatalf("listening to the tab: %v", err)
	}
	return p
}

// hear gathers what the console would show in red: a script that fails, a file
// refused by the content policy.
func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventResponseReceived:
		if p.frame == "" {
			p.frame = e.FrameID
		}
		if e.Type == network.ResourceTypeDocument && e.FrameID == p.frame {
			p.status, p.address = int(e.Response.Status), e.Response.URL
		}
	case *browser.EventDownloadWillBegin:
		if p.downloads == nil {
			p.downloads = map[string]string{}
		}
		p.downloads[e.GUID] = e.SuggestedFilename
	case *log.EventEntryAdded:
		own := e.Entry.Source == log.EntrySourceNetwork && e.Entry.URL == p.address // a page that answers 404 on purpose
		if e.Entry.Level == log.EntryLevelError && !own {
			p.faults = append(p.faults, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		p.faults = append(p.faults, e.ExceptionDetails.Text)
	}
}
