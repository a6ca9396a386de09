package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// archivedPage is an act of the archive, or a document of the case file: how far it
// has come, its files, its history, and what comes next.
type archivedPage struct {
	frame

	About    string // kind, number and day
	State    *badge
	Facts    []definition
	Missing  []string // who must still sign
	Changed  *changes
	Problems []problem // of the step that was refused
	Next     *step     // the one next thing to do
	Done     string    // said when there is none
	Steps    []step    // what else can be done
	PDF      string    // address of the PDF to show in the page
	Files    table
	More     table // files that explain others
	History  table
	Annul    *navLink
}

func (archivedPage) file() string { return "archived.html" }

// changes are what the data say otherwise than the act now.
type changes struct {
	Lines []changeLine
	Gone  string // why it cannot be compared
	Link  *navLink
}

// changeLine is one difference; what is not there is said in words.
type changeLine struct {
	Where, Before, After string
}

const archivePath = "/archivio"

// archivedPath is the address of an act of the archive.
func archivedPath(id string) string { return archivePath + "/" + id }

// showArchived shows an act of the archive.
func (s *service) showArchived(c *gin.Context) {
	act, err := s.Register.Act(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.fail(c, err)
		return
	}
	s.showArchivedAct(c, act, tried{}, http.StatusOK)
}

func (s *service) showArchivedAct(c *gin.Context, act *ledger.Act, t tried, code int) {
	entries, err := s.Register.ActEntries(c.Request.Context(), act.ID)
	if err != nil {
		s.fail(c, err)
		return
	}
	page := archivedPage{
		frame: s.frame(c, cmp.Or(act.Title, act.ID)), About: aboutWords(act), State: stateBadge(act),
		Facts: s.facts(act), Problems: t.problems, History: s.history(entries),
	}
	page.Crumbs = []navLink{{Words: "Archivio", Link: archivePath}}
	for _, m := range act.Missing() {
		page.Missing = append(page.Missing, m.Name+manner(m))
	}
	page.Files, page.More = s.filesOf(act)
	if at := primaryAt(act); at >= 0 && act.Files[at].MediaType == "application/pdf" && act.Files[at].Role != ledger.Document {
		page.PDF = filePath(act, at) + "?vista=1"
	}
	if act.IsAct() && act.Annulment == nil {
		if page.Changed, err = s.changesOf(c, act); err != nil {
			s.fail(c, err)
			return
		}
	}
	s.addSteps(c, &page, act, t)
	c.Header("Content-Security-Policy", framingPolicy)
	s.show(c, code, page)
}

func aboutWords(a *ledger.Act) string {
	words := kindBeside(a)
	for _, more := range []string{numberOf(a), italianDay(a.Date)} {
		switch {
		case more == "":
		case words == "":
			words = more
		case more == numberOf(a):
			words += ", " + more
		default:
			words += " " + process.Joined("del", more)
		}
	}
	return words
}

func manner(m ledger.Signer) string {
	words := ", con firma digitale"
	if m.Hand {
		words = ", a mano"
	}
	if m.Later {
		words += " (può firmare dopo gli altri)"
	}
	return words
}

func (s *service) facts(a *ledger.Act) []definition {
	var list []definition
	add := func(term, words string) {
		if words != "" {
			list = append(list, definition{term, cell{Words: words}})
		}
	}
	if a.IsAct() {
		add("Numero di repertorio", cmp.Or(numberOf(a), "senza numero"))
		add("Emesso", s.moment(a.At)+", da "+a.Operator)
	} else {
		add("In archivio dal", s.moment(a.At)+", da "+a.Operator)
		if a.Date != "" {
			add("Data del documento", italianDay(a.Date))
		}
		add("Nota", a.Reason)
	}
	if a.For != "" && a.Kind == ledger.KindDocument {
		list = append(list, definition{"Accompagna", cell{Words: a.For, Link: archivedPath(a.For)}})
	}
	if a.Corrects != "" {
		list = append(list, definition{"Rettifica", cell{Words: a.Corrects, Link: archivedPath(a.Corrects)}})
	}
	list = append(list, definition{"Procedimento", cell{Words: a.Process, Link: processPath(a.Process)}})
	for i := range a.Signatures {
		add("Firma", s.signedWords(a, i))
	}
	if a.Attestation != nil {
		add("Attestazione", a.Attestation.Text)
	}
	if a.Protocol != nil {
		add("Protocollo del comune", "n. "+a.Protocol.Number+" "+process.Joined("del", italianDay(a.Protocol.Date)))
	}
	if p := a.Publication; p != nil {
		add("Pubblicazione", "albo n. "+p.Albo+", "+process.Joined("dal", italianDay(p.From))+" "+process.Joined("al", italianDay(p.To)))
	}
	for _, x := range a.Confirmed {
		add("Confermato", x.What+" Motivo: "+x.Reason)
	}
	if n := a.Annulment; n != nil {
		add("Annullato", sentence(n.Reason)+byWords(n.By))
	}
	if a.Code != "" {
		list = append(list, definition{"Codice di verifica", cell{Words: a.Code, Link: verifyPath(a.Code)}})
	}
	add("Sigla", a.ID)
	if a.Revision != "" {
		add("Revisione", a.Revision)
	}
	return list
}

func byWords(by string) string {
	if by == "" {
		return ""
	}
	return " Con l’atto " + by + "."
}

// changesOf compares an act with the data as they are now; nil when they agree or
// the data cannot be read.
func (s *service) changesOf(c *gin.Context, a *ledger.Act) (*changes, error) {
	list, err := s.Archive.Diff(c.Request.Context(), a.ID)
	switch {
	case errors.Is(err, produce.ErrFindings):
		return nil, nil //nolint:nilnil // as said
	case errors.Is(err, archive.ErrNoAct):
		what, _ := refusal(err)
		return &changes{Gone: what}, nil
	case err != nil:
		return nil, err
	case len(list) == 0:
		return nil, nil //nolint:nilnil // as said
	}
	x := &changes{}
	for _, d := range list {
		x.Lines = append(x.Lines, changeLine{d.Dove, cmp.Or(d.Prima, "(niente)"), cmp.Or(d.Dopo, "(niente)")})
	}
	switch {
	case acts.Kind(a.Kind) == acts.Notice || acts.Kind(a.Kind) == acts.Correction:
		x.Link = &navLink{Words: "Guarda la rettifica che ne verrebbe", Link: taskPath(a.Process, string(acts.Correction))}
	default:
		x.Link = &navLink{Words: "Guarda come sarebbe adesso", Link: taskPath(a.Process, a.Task)}
	}
	return x, nil
}

func (s *service) history(entries []*ledger.Entry) table {
	t := table{Caption: "Storia", Quiet: true, Columns: []column{{Words: "Quando"}, {Words: "Che cosa"}, {Words: "Chi"}, {Words: "Registrazione"}}}
	for _, e := range entries {
		t.Rows = append(t.Rows, row{Cells: []cell{
			{Words: s.moment(e.At)}, {Words: entryWords(e)}, {Words: e.Operator}, {Words: "n. " + strconv.FormatInt(e.Seq, 10)},
		}})
	}
	return t
}

// filesOf lists the files that people use, and those that explain them. The newest
// of each come first.
func (s *service) filesOf(a *ledger.Act) (table, table) {
	columns := []column{{Words: "File"}, {Words: "Che cosa è"}, {Words: "Impronta (SHA-256)"}}
	files, more := table{Caption: "File dell’atto", Quiet: true, Columns: columns}, table{Caption: "File che spiegano gli altri", Quiet: true, Columns: columns}
	for _, at := range newestFirst(a) {
		f := a.Files[at]
		r := row{Cells: []cell{
			{Words: f.Name, Link: filePath(a, at), Note: bytesWords(f.Size)},
			{Words: roleWords(f.Role)},
			{Words: grouped(f.Digest.String())},
		}}
		if f.Role.IsDocument() || f.Role == ledger.HTML {
			files.Rows = append(files.Rows, r)
		} else {
			more.Rows = append(more.Rows, r)
		}
	}
	return files, more
}

// newestFirst are the places of the files: those of the newest entry first, in the
// order in which it has them.
func newestFirst(a *ledger.Act) []int {
	places := make([]int, len(a.Files))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(x, y int) int { return cmp.Compare(a.Files[y].Seq, a.Files[x].Seq) })
	return places
}

// grouped sets a digest in groups, which break over lines and are read aloud.
func grouped(digest string) string {
	var b strings.Builder
	for i, r := range digest {
		if i > 0 && i%8 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func filePath(a *ledger.Act, at int) string { return fmt.Sprintf("%s/file/%d", archivedPath(a.ID), at) }

// primaryAt is the place of the document that counts, -1 when there is none.
func primaryAt(a *ledger.Act) int {
	p, ok := a.Primary()
	if !ok {
		return -1
	}
	for at := len(a.Files) - 1; at >= 0; at-- {
		if a.Files[at] == p {
			return at
		}
	}
	return -1
}
