package web

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/tabular"
)

// The sizes in bytes of a list brought in here, and of the form that carries it: once
// as a file, and once more as text while it is looked at before it is saved.
const (
	listSize = 2 << 20
	listBody = 4 << 20
)

// listsPage brings in a list from a file: asks for it, shows what would become of it,
// tells what became of it.
type listsPage struct {
	frame

	Form   *form
	Report *listReport
}

func (listsPage) file() string { return "lists.html" }

// listReport tells of every line.
type listReport struct {
	Title   string
	Counts  string
	Unused  string // columns and sheets
	Table   table
	Confirm []hidden // what to send again to save; none when it is saved
	Action  string
	Back    string
}

// askList asks for a file.
func (s *service) askList(c *gin.Context) {
	if o := s.openProcess(c); o != nil {
		s.showLists(c, http.StatusOK, o, listForm(o.Review.Process), nil)
	}
}

func listForm(p *process.Process) *form {
	meetings := []option{{Words: "– solo per le presenze –"}}
	for _, m := range p.Meetings() {
		e := meetingEvent(m)
		meetings = append(meetings, option{Value: m.ID, Words: opening(e.Title) + " (" + e.When + ")"})
	}
	return &form{Action: processPath(p.Key) + "/elenchi", Button: "Leggi e mostra che cosa cambia", Fields: []*field{
		{Kind: "radio", Name: "che", Label: "Di che cosa è l’elenco", Required: true, Options: []option{
			{Value: string(tabular.Bodies), Words: "Soggetti", Hint: "Colonne: nome e tipo; facoltative codice fiscale, pec, email, telefono, sede, comuni, rappresentante."},
			{Value: string(tabular.Adhesions), Words: "Adesioni", Hint: "Colonne: soggetto e ricevuta; facoltative ora, canale, tavoli, delegato, proposta, protocollo."},
			{Value: string(tabular.Attendance), Words: "Presenze", Hint: "Colonne: nome; facoltative ente, qualità, stato, entrata, uscita, tavoli, contatto."},
		}},
		{Kind: "select", Name: "incontro", Label: "Incontro", Options: meetings},
		{Kind: "file", Name: "file", Label: "File CSV o XLSX", Required: true, Accept: ".csv,.xlsx,text/csv", Hint: "Nella prima riga i nomi delle colonne. Al massimo 2 MB. Prima di salvare si vede che cosa ne sarà di ogni riga."},
	}}
}

// readList shows what would become of a file or, when that was seen, saves it. The
// file comes along with what was shown: nothing is kept of what nobody confirmed.
func (s *service) readList(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	f := listForm(o.Review.Process)
	src, sent, err := sentList(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	f.read(sent)
	f.field("file").Error = ""
	what, meeting := tabular.Content(f.get("che")), f.get("incontro")
	switch {
	case len(src) > listSize:
		f.fail("file", "Il file supera 2 MB: dividere l’elenco in più file.")
	case len(src) == 0:
		f.fail("file", "Manca il file, o è vuoto: sceglierlo.")
	}
	if what == tabular.Attendance && meeting == "" {
		f.fail("incontro", "Manca: scegliere di quale incontro sono le presenze.")
	}
	if f.Wrong() {
		s.showLists(c, http.StatusUnprocessableEntity, o, f, nil)
		return
	}
	var report *tabular.Report
	table, err := tabular.Read(src)
	if err == nil && sent.Get("salva") == "" {
		_, report, err = tabular.Merge(o.Review.Process, what, meeting, table)
	} else if err == nil {
		report, err = s.saveList(c, what, meeting, table)
	}
	if err != nil {
		s.refuseList(c, o, f, err)
		return
	}
	view := reportOf(o.Review.Process, report)
	if sent.Get("salva") == "" && report.Count(tabular.Taken) > 0 {
		view.Confirm = []hidden{{"che", string(what)}, {"incontro", meeting}, {"contenuto", base64.StdEncoding.EncodeToString(src)}, {"salva", "sì"}}
	}
	s.showLists(c, http.StatusOK, o, f, view.titled(sent.Get("salva") != ""))
}

// saveList takes the lines into the newest version: those that came in between are
// found there already.
func (s *service) saveList(c *gin.Context, what tabular.Content, meeting string, t *tabular.Table) (report *tabular.Report, err error) {
	_, err = s.desk.Save(c.Request.Context(), desk.Change{Key: c.Param("chiave"), Shared: true, Do: func(o *desk.Open) error {
		merged, r, err := tabular.Merge(o.Review.Process, what, meeting, t)
		if err != nil {
			return err
		}
		if report = r; r.Count(tabular.Taken) == 0 {
			return errNothingNew
		}
		o.Put(merged)
		return nil
	}})
	if errors.Is(err, errNothingNew) {
		err = nil
	}
	return report, err
}

// refuseList says in the form why a list was not taken.
func (s *service) refuseList(c *gin.Context, o *desk.Open, f *form, err error) {
	var told *fault.Error
	if words, code := whatFailed(err); code != 0 {
		f.Others = append(f.Others, words...)
		s.showLists(c, code, o, f, nil)
		return
	}
	if errors.Is(err, tabular.ErrTable) && errors.As(err, &told) {
		f.fail("file", sentence(told.What)+" Rimedio: "+told.Repair+".")
		s.showLists(c, http.StatusUnprocessableEntity, o, f, nil)
		return
	}
	s.fail(c, err)
}

// sentList is the list that was sent, as a file or with what was shown of it, and the
// answers.
func sentList(c *gin.Context) ([]byte, url.Values, error) {
	if err := c.Request.ParseMultipartForm(listBody); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, nil, err
		}
		return nil, url.Values{}, nil // no file: said at the field
	}
	defer c.Request.MultipartForm.RemoveAll() //nolint:errcheck // what stays is the system's to clean
	sent := url.Values(c.Request.MultipartForm.Value)
	if text := sent.Get("contenuto"); text != "" {
		src, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			src = nil // not what this page sent: no file
		}
		return src, sent, nil
	}
	files := c.Request.MultipartForm.File["file"]
	if len(files) == 0 {
		return nil, sent, nil
	}
	src, err := readUpload(files[0])
	return src, sent, err
}

func readUpload(h *multipart.FileHeader) ([]byte, error) {
	file, err := h.Open()
	if err != nil {
		return nil, fmt.Errorf("opening the file that was sent: %w", err)
	}
	defer file.Close() //nolint:errcheck // it is only read
	src, err := io.ReadAll(io.LimitReader(file, listSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading the file that was sent: %w", err)
	}
	return src, nil
}

func (s *service) showLists(c *gin.Context, code int, o *desk.Open, f *form, r *listReport) {
	s.show(c, code, listsPage{frame: s.peopleFrame(c, o.Review.Process, "Elenchi da file"), Form: f, Report: r})
}
