package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/process"
)

// meetingOf gives the meeting that the address names, or answers.
func (s *service) meetingOf(c *gin.Context) (*desk.Open, *process.Meeting) {
	o, err := s.desk.Open(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return nil, nil
	}
	m := o.Review.Process.Meeting(c.Query("incontro"))
	if m == nil {
		s.notFound(c)
		return nil, nil
	}
	return o, m
}

// beginMinutesPage says what the minutes will begin with.
type beginMinutesPage struct {
	frame

	Confirm confirmation
}

func (beginMinutesPage) file() string { return "confirm.html" }

// askMinutes says what is taken into the minutes of a meeting.
func (s *service) askMinutes(c *gin.Context) {
	o, m := s.meetingOf(c)
	if m == nil {
		return
	}
	key := c.Param("chiave")
	x, _ := o.Review.Process.BeginMinutes(m.ID)
	page := beginMinutesPage{frame: s.frame(c, "Comincia il verbale")}
	page.Office = o.Review.Process.Office.Name
	page.Crumbs = editCrumbs(o.Review.Process, editing{section: &desk.Section{Name: "verbale"}, key: key})
	taken := []string{"Incontro: " + meetingName(m) + "."}
	proposals := 0
	for _, i := range x.Items {
		if i.Proposal != "" {
			proposals++
		}
	}
	taken = append(taken,
		fmt.Sprintf("Dall’ordine del giorno: %s, con i relatori.", counted(len(x.Items)-proposals, "punto", "punti")),
		fmt.Sprintf("Dalle proposte raccolte: %s, con esito «proposta».", counted(proposals, "punto", "punti")))
	if x.Opened.Set || x.Closed.Set {
		taken = append(taken, "Dal registro: apertura alle "+x.Opened.String()+", chiusura alle "+x.Closed.String()+", "+counted(len(x.Movements), "entrata o uscita", "entrate o uscite")+".")
	} else {
		taken = append(taken, "Le presenze non sono ancora registrate: ore e presidente si scrivono poi.")
	}
	if x.Chair.Name != "" {
		taken = append(taken, "Presiede: "+x.Chair.Name+".")
	}
	page.Confirm = confirmation{
		Question: "Comincia il verbale", Consequences: taken,
		Action:  processPath(key) + "/verbale?" + url.Values{"incontro": {m.ID}}.Encode(),
		Buttons: buttons{Do: "Comincia il verbale", Back: &navLink{Words: "Torna ai verbali", Link: sectionPath(key, "verbali", "")}},
	}
	s.show(c, http.StatusOK, page)
}

// beginMinutes adds the minutes of a meeting; those that are there already are left
// as they are.
func (s *service) beginMinutes(c *gin.Context) {
	if _, m := s.meetingOf(c); m == nil {
		return
	}
	key, meeting := c.Param("chiave"), c.Query("incontro")
	page := sectionPath(key, "verbale", meeting)
	errThere := errors.New("there are minutes already")
	saved, err := s.desk.Save(c.Request.Context(), desk.Change{Key: key, Do: func(o *desk.Open) error {
		p := o.Own()
		for _, x := range p.Minutes {
			if x.Meeting == meeting {
				return errThere
			}
		}
		x, ok := p.BeginMinutes(meeting)
		if !ok {
			return desk.ErrNoPart
		}
		p.Minutes = append(p.Minutes, x)
		o.Put(p)
		return nil
	}})
	switch {
	case errors.Is(err, errThere):
		s.redirect(c, page, flashWarning, "Il verbale di questo incontro c’è già.")
	case errors.Is(err, desk.ErrNoPart):
		s.notFound(c)
	case err != nil:
		s.fail(c, err)
	default:
		s.redirectSaved(c, page, sectionPath(key, "verbali", ""), saved, "Il verbale è cominciato con quello che si sa già: ora va completato.")
	}
}
