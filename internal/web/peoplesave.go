package web

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/fault"
	"concerta/internal/intake"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// change makes a change on the newest version of the process of the request. It may
// be made again, on a newer one.
func (s *service) change(c *gin.Context, do func(p *process.Process) error) (*desk.Saved, error) {
	return s.desk.Save(c.Request.Context(), desk.Change{Key: c.Param("chiave"), Shared: true, Do: func(o *desk.Open) error {
		p := intake.Copy(o.Review.Process)
		if err := do(p); err != nil {
			return err
		}
		o.Put(p)
		return nil
	}})
}

// done leads on after a change that can be taken back.
func (s *service) done(c *gin.Context, saved *desk.Saved, path string, kind flashKind, text string) {
	key := saved.Review.Process.Key
	s.leaveFlash(c, flash{Kind: kind, Text: text, Undo: &undoing{
		Action: processPath(key) + "/annulla", Back: path, Token: s.undoToken(key, saved.Version(), viewerOf(c)),
	}})
	c.Redirect(http.StatusSeeOther, path)
}

// unprintable notes next to the fields which characters no act could show, and tells
// whether there are any.
func (s *service) unprintable(fields []*field) bool {
	found := false
	for _, q := range fields {
		if q.Kind == "password" || q.Kind == "hidden" {
			continue
		}
		if bad := produce.Unprintable(q.Value, s.Press.Prints); len(bad) > 0 && q.Error == "" {
			q.Error = sentence(produce.LetterWords(bad)) + " " + sentence(produce.LetterRepair)
			found = true
		}
	}
	return found
}

// whatFailed tells why a change was refused, in words for the form that asked for it,
// with the status of the answer; none when the error is not for users.
func whatFailed(err error) (words []string, code int) {
	var invalid *desk.InvalidError
	var told *fault.Error
	switch {
	case errors.As(err, &invalid):
		for _, f := range invalid.Findings {
			words = append(words, faultWords(f))
		}
		return words, http.StatusUnprocessableEntity
	case errors.Is(err, intake.ErrChanged):
		return []string{"Nel frattempo qualcun altro ha cambiato gli stessi dati: quello che è scritto qui non è stato salvato, e non è perso. Guardare in un’altra scheda che cosa c’è adesso; salvando di nuovo da qui, vale quello che è scritto qui."}, http.StatusConflict
	case errors.Is(err, intake.ErrGone):
		return []string{"Nel frattempo qualcun altro ha tolto quello che si stava cambiando: non è stato salvato niente. Se serve ancora, aggiungerlo di nuovo."}, http.StatusConflict
	case errors.Is(err, intake.ErrTwice):
		return []string{"C’è già: non è stato aggiunto una seconda volta."}, http.StatusConflict
	case errors.Is(err, intake.ErrInUse):
		return []string{"Non si può togliere: altri dati del procedimento ne parlano."}, http.StatusConflict
	case errors.Is(err, desk.ErrConflict) && errors.As(err, &told):
		return []string{sentence(told.What) + " " + sentence(told.Repair)}, http.StatusConflict
	}
	return nil, 0
}

// failed notes in a form why a change was refused and gives the status of the
// answer; 0 when the error is not for users, which then is answered.
func (s *service) failed(c *gin.Context, f *form, err error) int {
	words, code := whatFailed(err)
	if code == 0 {
		s.fail(c, err)
		return 0
	}
	var invalid *desk.InvalidError
	if errors.As(err, &invalid) && invalid.Findings[0].Rule == produce.LetterRule && s.unprintable(f.Fields) {
		return code
	}
	f.Others = append(f.Others, words...)
	return code
}

// mayChange tells whether who asks may change what the pages of this part show.
func mayChange(c *gin.Context) bool { return viewerOf(c).May(operator) }
