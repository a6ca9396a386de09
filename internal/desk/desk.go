// Package desk is the work on a process by those who fill it in: one part at a time,
// several people at once. A part that two people changed is never overwritten: the
// second is told, and keeps what was typed.
package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// The kinds of refusal.
var (
	ErrInvalid  = errors.New("desk: what was typed cannot be taken")
	ErrConflict = errors.New("desk: somebody else changed the same part")
	ErrNoPart   = errors.New("desk: there is no such part")
)

// Keeper keeps processes, every version of each.
type Keeper interface {
	Process(ctx context.Context, key string) (*store.Process, error)
	ProcessVersion(ctx context.Context, key string, version int) (*store.Process, error)
	SaveProcess(ctx context.Context, d store.Draft, expected int) (int, error)
}

// Desk works on the processes of one office. It is safe for concurrent use.
type Desk struct {
	Keeper  Keeper
	Reviews *produce.Reviews // what processes say; nil: each is read again

	// saving is held by whoever changes a process: of many at once each would find
	// that another came first, begin again, and give up in the end.
	saving sync.Mutex
}

// Open is a process as it is now, ready to be shown part by part.
type Open struct {
	Review      *produce.Review
	Tree        *processfile.Tree
	attachments []store.Attachment
}

// Attachments are the files that the process names.
func (o *Open) Attachments() []store.Attachment { return o.attachments }

// Version is the version that was opened.
func (o *Open) Version() int { return o.Review.Version }

// Open reads the newest version of a process. One whose file cannot be read is an
// error of kind produce.ErrFindings.
func (d *Desk) Open(ctx context.Context, key string) (*Open, error) {
	p, err := d.Keeper.Process(ctx, key)
	if err != nil {
		return nil, err
	}
	return d.open(p)
}

// Look opens the newest version to be looked at, without a tree: what it holds may be
// shared with others, and nobody changes it.
func (d *Desk) Look(ctx context.Context, key string) (*Open, error) {
	p, err := d.Keeper.Process(ctx, key)
	if err != nil {
		return nil, err
	}
	return d.look(p)
}

func (d *Desk) open(p *store.Process) (*Open, error) {
	o, err := d.look(p)
	if err == nil {
		o.Tree = processfile.NewTree(o.Review.Process)
	}
	return o, err
}

// look opens a version without its tree, which takes a while to make.
func (d *Desk) look(p *store.Process) (*Open, error) {
	review := d.Reviews.Of(p)
	if !review.Legible {
		return nil, fmt.Errorf("opening %s: %w", p.Key, produce.ErrFindings)
	}
	return &Open{Review: review, attachments: p.Attachments}, nil
}

// Change is one change of a process.
type Change struct {
	Key string // of the process
	// Watch is the part that whoever changes it has seen, and Seen its digest then.
	// When the part is another by now, nothing is saved. Empty: nothing was seen.
	Watch, Seen string
	// Digest gives that of the part watched, where its path is not known beforehand;
	// nil: Watch is it.
	Digest func(*Open) string
	// Do changes the tree; it may be called again, on a newer version.
	Do func(*Open) error
	// Shared says that Do leaves what Review holds as it is, which others may look at
	// too, and gives what is saved to Put: it is opened without a tree.
	Shared bool
	// Attach is a file that the process names from now on; nil for none.
	Attach *store.Attachment
}

// Saved is a process after a change.
type Saved struct {
	Open
	Findings []process.Finding // of the whole process, to be shown
}

// InvalidError says what is wrong with what was typed, all of it; nothing was saved.
type InvalidError struct{ Findings []process.Finding }

func (e *InvalidError) Error() string {
	if len(e.Findings) == 1 {
		return "Una cosa non va: " + e.Findings[0].What
	}
	return fmt.Sprintf("%d cose non vanno.", len(e.Findings))
}

// Unwrap gives the kind.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// attempts is how often a change is tried again on a newer version: another program
// may be saving other parts meanwhile.
const attempts = 20

// Save makes a change on the newest version and saves the next one. It fails with
// ErrConflict when the part watched has changed since it was seen, and with an
// *InvalidError when the process could not be read back.
func (d *Desk) Save(ctx context.Context, c Change) (*Saved, error) {
	d.saving.Lock()
	defer d.saving.Unlock()
	for range attempts {
		saved, err := d.try(ctx, c)
		if !errors.Is(err, store.ErrConflict) {
			return saved, err
		}
	}
	return nil, &fault.Error{
		Kind:   ErrConflict,
		What:   "il procedimento cambia di continuo e non si è potuto salvare",
		Repair: "riprovare tra poco: quello che è scritto qui resta",
	}
}

func (d *Desk) try(ctx context.Context, c Change) (*Saved, error) {
	p, err := d.Keeper.Process(ctx, c.Key)
	if err != nil {
		return nil, err
	}
	o, err := d.openFor(c, p)
	if err != nil {
		return nil, err
	}
	digest := c.Digest
	if digest == nil {
		digest = func(o *Open) string { return o.Tree.Digest(c.Watch) }
	}
	if c.Seen != "" && digest(o) != c.Seen {
		return nil, &fault.Error{
			Kind:   ErrConflict,
			What:   "nel frattempo qualcun altro ha cambiato questa parte: quello che è scritto qui non è stato salvato, e non è perso",
			Repair: "guardare che cosa c’è adesso, riportare qui quello che serve e salvare di nuovo",
		}
	}
	if err := c.Do(o); err != nil {
		return nil, err
	}
	return d.save(ctx, o, c)
}

func (d *Desk) save(ctx context.Context, o *Open, c Change) (*Saved, error) {
	draft := store.Draft{Key: c.Key, Source: o.Tree.Bytes(), Attachments: attached(o.attachments, c.Attach)}
	review := d.Reviews.Of(&store.Process{Draft: draft, Digest: draft.Digest()})
	if !review.Legible {
		return nil, &InvalidError{errorsOf(review.Findings)}
	}
	if fresh := freshLetters(o.Review.Findings, review.Findings); len(fresh) > 0 {
		return nil, &InvalidError{fresh}
	}
	draft.Title = review.Process.Title
	version, err := d.Keeper.SaveProcess(ctx, draft, o.Version())
	if err != nil {
		return nil, err
	}
	review.Version = version
	saved := &Saved{Open{Review: review, attachments: draft.Attachments}, review.Findings}
	if !c.Shared {
		saved.Tree = processfile.NewTree(review.Process)
	}
	return saved, nil
}

// freshLetters are the texts that cannot be printed now and were not there before: of
// what is missing or does not agree yet one may say so later, but such a character
// keeps every act from being made, and nobody would know where it came from.
func freshLetters(before, now []process.Finding) []process.Finding {
	var fresh []process.Finding
	for _, f := range now {
		same := func(b process.Finding) bool { return b.Rule == f.Rule && b.What == f.What }
		if f.Rule == produce.LetterRule && !slices.ContainsFunc(before, same) {
			fresh = append(fresh, f)
		}
	}
	return fresh
}

// openFor opens a version for a change.
func (d *Desk) openFor(c Change, p *store.Process) (*Open, error) {
	if c.Shared {
		return d.look(p)
	}
	return d.open(p)
}

func errorsOf(list []process.Finding) []process.Finding {
	var out []process.Finding
	for _, f := range list {
		if f.Severity == process.Error {
			out = append(out, f)
		}
	}
	return out
}

// attached are the files of a process with one more, or with a new content.
func attached(list []store.Attachment, more *store.Attachment) []store.Attachment {
	if more == nil {
		return list
	}
	var out []store.Attachment
	for _, a := range list {
		if a.Name != more.Name {
			out = append(out, a)
		}
	}
	return append(out, *more)
}

// Create saves a process that was not there: from a file, or made from another one.
// The key in use already is an error of kind store.ErrConflict.
func (d *Desk) Create(ctx context.Context, src []byte, attachments []store.Attachment) (*Saved, error) {
	return d.take(ctx, src, attachments, func(string) (int, error) { return 0, nil })
}

// Replace saves a file as the next version of the process that it is of; the earlier
// ones stay.
func (d *Desk) Replace(ctx context.Context, src []byte, attachments []store.Attachment) (*Saved, error) {
	return d.take(ctx, src, attachments, func(key string) (int, error) {
		now, err := d.Keeper.Process(ctx, key)
		if err != nil {
			return 0, err
		}
		return now.Version, nil
	})
}

// take saves a file as the version of its process after the one that expected gives.
func (d *Desk) take(ctx context.Context, src []byte, attachments []store.Attachment, expected func(key string) (int, error)) (*Saved, error) {
	draft := store.Draft{Source: src, Attachments: attachments}
	review := d.Reviews.Of(&store.Process{Draft: draft, Digest: draft.Digest()})
	if !review.Legible {
		return nil, &InvalidError{errorsOf(review.All())}
	}
	draft.Key, draft.Title = review.Process.Key, review.Process.Title
	before, err := expected(draft.Key)
	if err != nil {
		return nil, err
	}
	version, err := d.Keeper.SaveProcess(ctx, draft, before)
	if err != nil {
		return nil, err
	}
	review.Version = version
	return &Saved{Open{review, processfile.NewTree(review.Process), attachments}, review.Findings}, nil
}

// Undo puts a process back as it was before its newest version, as a new version.
// It fails with ErrConflict when somebody has saved since version.
func (d *Desk) Undo(ctx context.Context, key string, version int) (*Saved, error) {
	now, err := d.Keeper.Process(ctx, key)
	if err != nil {
		return nil, err
	}
	if now.Version != version || version < 2 {
		return nil, &fault.Error{
			Kind:   ErrConflict,
			What:   "nel frattempo il procedimento è cambiato ancora: non si può più annullare quella modifica in un colpo solo",
			Repair: "correggere a mano quello che serve",
		}
	}
	before, err := d.Keeper.ProcessVersion(ctx, key, version-1)
	if err != nil {
		return nil, err
	}
	next, err := d.Keeper.SaveProcess(ctx, before.Draft, version)
	if err != nil {
		return nil, err
	}
	before.Version = next
	o, err := d.open(before)
	if err != nil {
		return nil, err
	}
	return &Saved{*o, o.Review.Findings}, nil
}

// NameFor makes an id, not in use yet, out of words: "Centro d'Ascolto" gives
// "centro-d-ascolto".
func NameFor(words string, used func(string) bool) string { return process.NewID(words, "voce", used) }
