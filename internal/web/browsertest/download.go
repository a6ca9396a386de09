package browsertest

import (
	"context"
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// File is what a browser has downloaded.
type File struct {
	Name    string // that it would be saved under
	Path    string // where it is
	Content []byte
}

// Download clicks a link or a button by its words and gives the file that comes.
func (p *Page) Download(words string) File {
	p.t.Helper()
	return p.DownloadAt(p.find("a, button", words))
}

// DownloadAt clicks what a CSS selector finds and gives the file that comes.
func (p *Page) DownloadAt(selector string) File {
	p.t.Helper()
	dir, named := p.t.TempDir(), true
	p.do("asking for downloads", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: &named,
			BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		})
		return err
	}))
	ended := func(e browser.EventDownloadProgress) bool { return e.State != browser.DownloadProgressStateInProgress }
	done := ask(p, "downloading "+selector, chromedp.WaitEvent(browser.DownloadProgress, ended, chromedp.Click(chromedp.CSS(selector))))
	if done.State != browser.DownloadProgressStateCompleted {
		p.t.Fatalf("the download of %s on %s was %s", selector, p.Address(), done.State)
	}
	p.mu.Lock()
	f := File{Name: p.downloads[done.GUID]}
	p.mu.Unlock()
	f.Path = filepath.Join(dir, f.Name) // as a clerk finds it
	if err := os.Rename(filepath.Join(dir, done.GUID), f.Path); err != nil {
		p.t.Fatal(err)
	}
	var err error
	if f.Content, err = os.ReadFile(f.Path); err != nil {
		p.t.Fatal(err)
	}
	return f
}
