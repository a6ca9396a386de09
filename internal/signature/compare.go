package signature

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"concerta/internal/pdf/reader"
	"concerta/internal/signature/foreign"
)

// changes lists what each revision changes of the one before, beyond what
// signing changes. Nothing is allowed unless a rule says so: every object that
// a revision gives anew and no rule accounts for is a change.
func changes(ctx context.Context, f *foreign.File, issued []byte, last *model) ([]Change, error) {
	old, err := modelOf(f, 0)
	if err != nil {
		return nil, err
	}
	drawn, err := drawnOn(issued)
	if err != nil {
		return nil, err
	}
	var list []Change
	for rev := 1; rev < f.Revisions(); rev++ {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("comparing the revisions: %w", err)
		}
		now := last
		if rev < f.Revisions()-1 {
			if now, err = modelOf(f, rev); err != nil {
				return nil, err
			}
		}
		c := &comparison{old: old, now: now, last: last, drawn: drawn}
		if err := c.run(rev); err != nil {
			return nil, fmt.Errorf("revision %d: %w", rev+1, err)
		}
		list = append(list, c.changes...)
		old = now
	}
	if len(f.Tail()) > 0 {
		list = append(list, Change{KindHidden, 0, "dopo la fine del documento ci sono altri dati"})
	}
	return compact(list), nil
}

// compact leaves out what was already said.
func compact(list []Change) []Change {
	seen := map[Change]bool{}
	return slices.DeleteFunc(list, func(c Change) bool {
		again := seen[c]
		seen[c] = true
		return again
	})
}

// drawnOn gives the boxes of what is drawn on each page of the issued file:
// text, rules, pictures. A page it does not know has nil.
func drawnOn(issued []byte) ([][]reader.Box, error) {
	d, err := reader.Read(issued)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errIssued, err)
	}
	pages := make([][]reader.Box, 0, len(d.Pages))
	for _, p := range d.Pages {
		list := []reader.Box{}
		for _, r := range p.Runs {
			list = append(list, r.Box)
		}
		for _, m := range slices.Concat(p.Marks, p.Artifacts) {
			if m != nil {
				list = append(list, m.Boxes...)
			}
		}
		pages = append(pages, list)
	}
	return pages, nil
}

// comparison is one step from a revision to the next.
type comparison struct {
	old, now, last *model
	drawn          [][]reader.Box

	changed map[int]bool   // objects given another value
	allowed map[int]bool   // those a rule accounts for
	free    map[int][]name // entries that signing may set, by widget
	reached map[int]bool   // what is shown or used otherwise than by signing
	added   map[int]*field // new signature fields and their widgets
	signing map[int]*field // fields signed in this step and their widgets
	changes []Change
}

func (c *comparison) add(k Kind, page int, format string, args ...any) {
	c.changes = append(c.changes, Change{k, page, fmt.Sprintf(format, args...)})
}

func (c *comparison) run(rev int) error {
	f := c.now.f
	c.changed, c.allowed, c.free = map[int]bool{}, map[int]bool{}, map[int][]name{}
	c.added, c.signing = map[int]*field{}, map[int]*field{}
	for _, num := range f.Placed(rev) {
		was, err := c.old.get(num)
		if err != nil {
			return err
		}
		is, err := c.now.get(num)
		if err != nil {
			return err
		}
		if !foreign.Equal(was, is) {
			c.changed[num] = true
		}
	}
	hidden, err := f.Hidden(rev)
	if err != nil {
		return err
	}
	if hidden {
		c.add(KindHidden, 0, "nel file ci sono dati che il suo indice non nomina")
	}
	if err := c.findSigning(); err != nil {
		return err
	}
	if err := c.reach(); err != nil {
		return err
	}
	for _, rule := range []func() error{c.catalogRule, c.formRule, c.fieldsRule, c.pagesRule, c.infoRule} {
		if err := rule(); err != nil {
			return err
		}
	}
	return c.leftovers()
}

// findSigning finds the fields that this step signs and the signature fields
// it adds.
func (c *comparison) findSigning() error {
	for _, f := range c.now.fields {
		if f.kind != "Sig" || len(f.widgets) == 0 {
			continue
		}
		was := c.old.byNum[f.num]
		before, err1 := c.old.signed(was)
		now, err2 := c.now.signed(f)
		end, err3 := c.last.signed(c.last.byNum[f.num])
		if err := errors.Join(err1, err2, err3); err != nil {
			return err
		}
		switch {
		case was == nil && end != nil && c.isNew(f):
			c.each(f, c.added)
		case was != nil && before == nil && was.value == nil && now != nil && end != nil && slices.Equal(was.widgets, f.widgets):
			c.each(f, c.signing)
		}
	}
	return nil
}

// isNew tells whether a field and its widgets were not there before: a widget
// of another field is not to be signed over.
func (c *comparison) isNew(f *field) bool {
	return !slices.ContainsFunc(append([]int{f.num}, f.widgets...), func(n int) bool { return c.old.f.Has(c.old.rev, n) })
}

func (c *comparison) each(f *field, set map[int]*field) {
	for _, num := range append([]int{f.num}, f.widgets...) {
		set[num] = f
		c.free[num] = signingKeys()
	}
}

// signingKeys are the entries of a field and its widget that signing may set
// (tables 164, 188, 220, 232): its value, how it looks inside its rectangle,
// and what locks it. Where it is and what it is called are not among them.
func signingKeys() []name {
	return []name{"V", "AP", "AS", "MK", "Lock", "SV", "M", "NM", "F", "Ff", "DA", "DR", "BS", "Border", "H", "Q"}
}

// allowNew accounts for an object that was not there before: a list that was
// written in place and now stands alone.
func (c *comparison) allowNew(v value) {
	if r, ok := v.(ref); ok && !c.old.f.Has(c.old.rev, r.Num) {
		c.allowed[r.Num] = true
	}
}

// same tells whether an entry is as it was, also when it was written in place
// before and now is not.
func (c *comparison) same(was, is value) (bool, error) {
	if foreign.Equal(was, is) {
		return true, nil
	}
	a, err := c.old.f.Resolve(c.old.rev, was)
	if err != nil {
		return false, err
	}
	b, err := c.now.f.Resolve(c.now.rev, is)
	if err != nil {
		return false, err
	}
	_, wasRef := was.(ref)
	_, isRef := is.(ref)
	return (!wasRef || !isRef) && foreign.Equal(a, b), nil
}

func sorted(d dict) []name { return slices.Sorted(maps.Keys(d)) }

// differing gives the keys whose entries are not the same, in order.
func (c *comparison) differing(was, is dict) ([]name, error) {
	both := maps.Clone(was)
	if both == nil {
		both = dict{}
	}
	maps.Copy(both, is)
	var out []name
	for _, k := range sorted(both) {
		same, err := c.same(was[k], is[k])
		if err != nil {
			return nil, err
		}
		if !same {
			out = append(out, k)
		}
	}
	return out, nil
}
