package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"concerta/internal/archive/archivetest"
	"concerta/internal/fault"
	"concerta/internal/web"
)

func TestBackup_IsAFileToKeepAndIsNoted(t *testing.T) {
	var who *roles
	d := deskFor(t, archivetest.New(t), func(c *web.Config) {
		who, _ = c.Accounts.(*roles)
		c.Backup = func(_ context.Context, w io.Writer) error {
			_, err := io.WriteString(w, "tutti i dati")
			return err
		}
	})
	wants(t, d.send(httptest.NewRequest(http.MethodGet, "/copia", http.NoBody), "amministratore"), http.StatusOK, "Fai e scarica la copia", `href="/copia"`)
	w := d.post("/copia", "amministratore", url.Values{})
	wants(t, w, http.StatusOK, "tutti i dati")
	if got := w.Header().Get("Content-Disposition"); got != "attachment; filename=concerta_copia_2013-10-30_09-30.zip" {
		t.Error(got)
	}
	if len(who.deeds) != 1 || who.deeds[0].Action != "copia dei dati scaricata" {
		t.Errorf("noted: %+v", who.deeds)
	}
}

func TestBackup_OneIsMadeAtATime(t *testing.T) {
	begun, goOn := make(chan struct{}), make(chan struct{})
	d := deskFor(t, archivetest.New(t), func(c *web.Config) {
		c.Backup = func(context.Context, io.Writer) error {
			close(begun)
			<-goOn
			return nil
		}
	})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		d.post("/copia", "amministratore", url.Values{})
	}()
	<-begun
	wants(t, d.post("/copia", "amministratore", url.Values{}), http.StatusConflict, "Una copia è già in corso")
	close(goOn)
	<-ended
}

func TestBackup_OfDataThatDoNotVerifyIsNotGiven(t *testing.T) {
	d := deskFor(t, archivetest.New(t), func(c *web.Config) {
		c.Backup = func(context.Context, io.Writer) error {
			return &fault.Error{Kind: errors.New("verify"), What: "I dati non passano la verifica: atto 3", Repair: "chiamare chi cura l’installazione"}
		}
	})
	w := d.post("/copia", "amministratore", url.Values{})
	wants(t, w, http.StatusInternalServerError, "I dati non passano la verifica: atto 3", "hiamare chi cura")
	if w.Header().Get("Content-Disposition") != "" {
		t.Error("a page is given as a file")
	}
}
