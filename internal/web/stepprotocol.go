package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/process"
)

func protocolStep(today process.Date) step {
	return step{
		Name: stepProtocol, Title: "Scrivere il numero di protocollo",
		Text: "È quello del registro del comune. Si scrive una volta sola e non si cambia più: controllarlo bene.",
		Fields: []field{
			{Name: "protocollo-numero", Label: "Numero", Required: true, Width: "short", MaxLength: 40},
			{Kind: "date", Name: "protocollo-data", Label: "Data", Required: true, Width: "short", Max: today.String()},
		},
		Buttons: buttons{Do: "Registra il protocollo"},
	}
}

// setProtocol records the municipality's number of an act.
func (s *service) setProtocol(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	t := tried{step: stepProtocol, values: map[string]string{}}
	number := t.text(sent, "protocollo-numero", "Scrivere il numero di protocollo.")
	day := t.day(sent, "protocollo-data", "Scrivere la data di protocollo.")
	if len(t.problems) > 0 {
		s.refusedStep(c, t, http.StatusUnprocessableEntity)
		return
	}
	act, err := s.Archive.SetProtocol(c.Request.Context(), c.Param("id"), viewerOf(c).Name, process.ProtocolNumber{Number: number, Date: day})
	s.stepped(c, act, err, t, "Protocollo registrato.")
}

// text reads a field that must be filled in.
func (t *tried) text(sent map[string][]string, name, missing string) string {
	value := strings.TrimSpace(first(sent[name]))
	t.values[name] = value
	if value == "" {
		t.wrongField(name, missing)
	}
	return value
}

// day reads a day that must be filled in.
func (t *tried) day(sent map[string][]string, name, missing string) process.Date {
	value := t.text(sent, name, missing)
	if value == "" {
		return process.Date{}
	}
	d, err := process.ParseDate(value)
	if err != nil {
		t.wrongField(name, sentence(dateFault(err))+" Scriverla come 06/11/2013.")
	}
	return d
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// dateFault is what is wrong with a day, whose error is in Italian but for its kind.
func dateFault(err error) string {
	what, _, _ := strings.Cut(err.Error(), ": ")
	return what
}
