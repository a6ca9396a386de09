package web

import (
	"bytes"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/produce"
)

// printMeeting gives all the registers of a meeting in one PDF to print:
// plenaria.pdf.
func (s *service) printMeeting(c *gin.Context) {
	s.printRegisters(c, func(t produce.Task, meeting string) bool { return t.For == meeting })
}

// printDay gives all the registers of a day in one PDF to print: 2013-11-07.pdf.
func (s *service) printDay(c *gin.Context) {
	s.printRegisters(c, func(t produce.Task, day string) bool { return !t.Date.IsZero() && t.Date.String() == day })
}

// printRegisters makes the registers that match the name in the address, with the
// short adhesion forms of their meetings.
func (s *service) printRegisters(c *gin.Context, matches func(t produce.Task, name string) bool) {
	name, isPDF := strings.CutSuffix(c.Param("file"), ".pdf")
	if !isPDF {
		s.notFound(c)
		return
	}
	review, tasks, err := s.tasks(c, acts.Register)
	if err != nil {
		s.fail(c, err)
		return
	}
	var wanted []produce.Task
	for _, t := range tasks {
		if matches(t, name) {
			wanted = append(wanted, t)
		}
	}
	if len(wanted) == 0 {
		s.notFound(c)
		return
	}
	together, err := produce.WithShortForms(review.Process, wanted)
	if err != nil {
		s.fail(c, err)
		return
	}
	var b bytes.Buffer
	if err := s.Press.Merge(&b, produce.PrintTitle(review.Process), s.made(c.Request.Context(), review, together)); err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, produce.PrintName(wanted)+".pdf", "application/pdf", b.Bytes())
}
