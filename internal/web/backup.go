package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

const backupPath = "/copia"

// backupPage offers a copy of all data.
type backupPage struct{ frame }

func (backupPage) file() string { return "backup.html" }

func (s *service) askBackup(c *gin.Context) {
	s.show(c, http.StatusOK, backupPage{s.frame(c, "Copia dei dati")})
}

// giveBackup gives a copy of all data as a file to keep. One is made at a time: each
// takes as much room on the disk as the data.
func (s *service) giveBackup(c *gin.Context) {
	select {
	case s.copying <- struct{}{}:
		defer func() { <-s.copying }()
	default:
		s.showError(c, http.StatusConflict, errorPage{
			Heading: "Una copia è già in corso", What: "Se ne fa una alla volta.", Repair: "Aspettare che finisca, poi riprovare.",
			Link: &navLink{Words: "Copia dei dati", Link: backupPath},
		})
		return
	}
	name := "concerta_copia_" + s.Clock().In(s.Zone).Format("2006-01-02_15-04") + ".zip"
	if s.streamZIP(c, name, s.Backup) {
		s.record(c, deedBackedUp, name)
	}
}
