package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows a person how far a run is. The nil *progress shows nothing.
type progress struct{ bar *progressbar.ProgressBar }

// redrawn is how long a bar stays as it is at least.
const redrawn = 100 * time.Millisecond

// newProgress is nil when nobody watches, or for one act only.
func newProgress(env environment, tasks int) *progress {
	if !env.watched || env.getenv("TERM") == "dumb" || tasks < 2 {
		return nil
	}
	return &progress{progressbar.NewOptions(tasks,
		progressbar.OptionSetWriter(env.stderr),
		progressbar.OptionSetDescription("atti"),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(redrawn),
		progressbar.OptionClearOnFinish(),
	)}
}

// step says that one more task is done.
func (p *progress) step() {
	if p != nil {
		_ = p.bar.Add(1) // a bar that cannot be drawn is no failure of the run
	}
}

// interrupt takes the bar off the screen for what say prints.
func (p *progress) interrupt(say func()) {
	if p != nil {
		_ = p.bar.Clear()
	}
	say()
}

// line writes a line to w, which may be on the same screen.
func (p *progress) line(w io.Writer, s string) (err error) {
	p.interrupt(func() { _, err = io.WriteString(w, s) })
	return err
}

// end takes the bar away.
func (p *progress) end() {
	if p != nil {
		_ = p.bar.Clear()
	}
}
