package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/process"
)

// saveSection saves a section, or shows again what was typed: with one more blank
// item, with items moved, or with what is wrong.
func (s *service) saveSection(c *gin.Context) {
	e, ok := s.editing(c)
	if !ok {
		return
	}
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	if listOf(e.section) != nil {
		s.arrange(c, e, sent)
		return
	}
	if sent.Has(phaseField) {
		e.phase = sent.Get(phaseField)
	}
	if rearranged(sent) {
		s.showTyped(c, e, sent, sent.Get(seenField), nil, http.StatusOK)
		return
	}
	var place desk.Place
	saved, err := s.desk.Save(c.Request.Context(), desk.Change{
		Key: e.key, Seen: sent.Get(seenField),
		Digest: e.digest,
		Do: func(o *desk.Open) (err error) {
			place, err = e.fill(o, sent)
			return err
		},
	})
	var invalid *desk.InvalidError
	switch {
	case errors.As(err, &invalid):
		s.showTyped(c, e, sent, sent.Get(seenField), invalid.Findings, http.StatusUnprocessableEntity)
	case errors.Is(err, desk.ErrConflict):
		s.showConflict(c, e, sent)
	case errors.Is(err, desk.ErrNoPart):
		s.noSuchItem(c, e)
	case err != nil:
		s.fail(c, err)
	default:
		s.sectionSaved(c, e, place, saved)
	}
}

// sectionSaved leads back to the section; from a new item, to it.
func (s *service) sectionSaved(c *gin.Context, e editing, place desk.Place, saved *desk.Saved) {
	back := e.address()
	if e.section.IsItem() {
		if section, key, ok := desk.Where(saved.Tree, place.Base); ok && section.Name == e.section.Name {
			e.item = key
		}
	}
	if place.New() {
		back = backFrom(e) // where the item is not, once it is undone
	}
	s.redirectSaved(c, e.address(), back, saved, "Salvato.")
}

// digest is that of the section now.
func (e editing) digest(o *desk.Open) string {
	place, ok := e.section.Place(o.Tree, e.item, e.phase)
	if !ok {
		return goneDigest
	}
	return place.Digest(o.Tree)
}

// fill puts what was typed into its place. An item that is not there any more is
// added again, and an entry of the calendar goes to the phase that was chosen.
func (e editing) fill(o *desk.Open, sent url.Values) (desk.Place, error) {
	place, ok := e.section.Place(o.Tree, e.item, e.phase)
	if ok && sent.Has(phaseField) && place.In != e.phase {
		if _, there := e.section.Place(o.Tree, "", e.phase); there {
			o.Tree.Remove(place.Item())
			place, _ = e.section.Place(o.Tree, "", e.phase)
		}
	}
	if !ok {
		if place, ok = e.section.Place(o.Tree, "", e.phase); !ok {
			place, ok = e.section.Last(o.Tree)
		}
	}
	if !ok {
		return place, desk.ErrNoPart
	}
	o.Fill(place, sent)
	if e.section.IsItem() && !o.Tree.Has(place.Base) {
		return place, &desk.InvalidError{Findings: []process.Finding{{
			Severity: process.Error, Path: place.Base, What: "Non c’è scritto niente: non si è salvato.", Repair: "Compilare almeno le righe obbligatorie.",
		}}}
	}
	return place, nil
}

// rearranged moves items as a button says; false when the form was sent to be saved.
func rearranged(sent url.Values) bool {
	by := map[string]int{upButton: -1, downButton: 1}
	for button, n := range by {
		if list, i, ok := itemOf(sent.Get(button)); ok {
			desk.Swap(sent, list, i, i+n)
			return true
		}
	}
	return sent.Has(moreButton)
}

// showTyped shows what was typed again.
func (s *service) showTyped(c *gin.Context, e editing, sent url.Values, seen string, wrong []process.Finding, code int) {
	page, ok := s.typedPage(c, e, sent, seen, wrong)
	if ok {
		s.show(c, code, page)
	}
}

func (s *service) typedPage(c *gin.Context, e editing, sent url.Values, seen string, wrong []process.Finding) (editPage, bool) {
	o, err := s.desk.Open(c.Request.Context(), e.key)
	if err != nil {
		s.fail(c, err)
		return editPage{}, false
	}
	place, err := e.fill(o, sent)
	var nothing *desk.InvalidError
	if err != nil && !errors.As(err, &nothing) {
		s.noSuchItem(c, e)
		return editPage{}, false
	}
	if wrong == nil {
		wrong = []process.Finding{}
	}
	page := s.editPage(c, e, o, place, seen, wrong)
	page.Unsaved = true
	if list := sent.Get(moreButton); list != "" {
		beginBlank(page.Controls, list)
	}
	if page.Phase != nil {
		page.Phase.Value = e.phase
	}
	return page, true
}

// beginBlank opens the blank item of a list and begins the page there: who asked for
// it with the keyboard goes on typing.
func beginBlank(list []control, name string) bool {
	for _, c := range list {
		switch {
		case c.List != nil && c.List.ID == name:
			if last := len(c.List.Items) - 1; last >= 0 && c.List.Items[last].Blank {
				c.List.Items[last].Open = true
				return beginFirst(c.List.Items[last].Parts)
			}
		case c.List != nil:
			for i, item := range c.List.Items {
				if beginBlank(item.Parts, name) {
					c.List.Items[i].Open = true
					return true
				}
			}
		case c.Group != nil && beginBlank(c.Group.Parts, name):
			return true
		}
	}
	return false
}

// beginFirst puts the focus on the first question.
func beginFirst(list []control) bool {
	for _, c := range list {
		switch {
		case c.Field != nil && c.Field.Kind != "hidden":
			c.Field.Focus = true
			return true
		case c.Group != nil && beginFirst(c.Group.Parts), beginFirst(c.Row):
			return true
		}
	}
	return false
}

// redirectSaved leads on after something was saved; the page there offers to undo it,
// and undoing leads back.
func (s *service) redirectSaved(c *gin.Context, path, back string, saved *desk.Saved, text string) {
	f := flash{Kind: flashDone, Text: text}
	if saved.Version() > 1 {
		f.Undo = &undoing{processPath(saved.Review.Process.Key) + "/annulla-modifica", strconv.Itoa(saved.Version()), back}
	}
	if n := saved.Review.Count(process.Error); n > 0 {
		f.Kind, f.Text = flashWarning, text+" Il controllo trova ancora da correggere: "+summary(saved.Review)+"."
	}
	s.leaveFlash(c, f)
	c.Redirect(http.StatusSeeOther, path)
}

// conflictOf is the error that a part was changed by somebody else, in words.
func conflictOf(err error) string {
	return cmp.Or(toldWords(err), "Nel frattempo qualcun altro ha cambiato il procedimento.")
}
