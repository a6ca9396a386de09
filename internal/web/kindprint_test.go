package web_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive/archivetest"
	"concerta/internal/produce"
)

func TestForms_AreGivenTogetherToPrintAndToSend(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	p, err := d.Store.Process(t.Context(), archivetest.Casarano)
	if err != nil {
		t.Fatal(err)
	}
	tasks, err := produce.Tasks(d.Reviews.Of(p).Process, acts.AdhesionForm)
	if err != nil {
		t.Fatal(err)
	}
	const path = "/procedimenti/casarano-2013/stampe/atti/scheda"
	wants(t, d.get("/procedimenti/casarano-2013/atti"), http.StatusOK, `href="`+path+`.pdf?vista=1"`, `href="`+path+`.zip"`)
	w := d.get(path + ".pdf")
	wants(t, w, http.StatusOK)
	if !bytes.HasPrefix(w.Body.Bytes(), []byte("%PDF-")) || w.Header().Get("Content-Length") == "" {
		t.Errorf("no PDF: %.60q %v", w.Body, w.Header())
	}
	w = d.get(path + ".zip")
	wants(t, w, http.StatusOK)
	z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, f := range z.File {
		folder, _, _ := strings.Cut(f.Name, "/")
		count[folder]++
	}
	if n := len(tasks); n < 2 || len(count) != 2 || count["pdf"] != n || count["docx"] != n {
		t.Errorf("of %d forms there are %v", n, count)
	}
}

func TestActsWithANumber_AreNotGivenTogetherBeforeTheyAreIssued(t *testing.T) {
	d := deskFor(t, archivetest.New(t))
	for _, file := range []string{"patto.pdf", "patto.zip", "scheda", "scheda.docx", "manca.pdf", ".zip"} {
		if w := d.get("/procedimenti/casarano-2013/stampe/atti/" + file); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", file, w.Code)
		}
	}
}
