package web

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// archiveListPage is what is in the archive, newest first.
type archiveListPage struct {
	frame

	Unmatched *note // files that came back signed and match no act
	Search    search
	Count     string
	Table     table
	Pager     *pager
	Empty     empty
}

func (archiveListPage) file() string { return "archivelist.html" }

// actsShown is how many acts a page of the list has.
const actsShown = 25

// listArchive lists and searches the archive.
func (s *service) listArchive(c *gin.Context) {
	asked := c.Request.URL.Query()
	filter := store.ActFilter{
		Words: strings.TrimSpace(asked.Get("cerca")), Kind: asked.Get("tipo"), State: ledger.State(asked.Get("stato")), Process: asked.Get("procedimento"),
	}
	filter.Year, _ = strconv.Atoi(asked.Get("anno")) // what is no year filters nothing
	total, err := s.Register.CountActs(c.Request.Context(), filter)
	if err != nil {
		s.fail(c, err)
		return
	}
	number, err := strconv.Atoi(asked.Get("pagina"))
	if err != nil {
		number = 1
	}
	number = min(max(number, 1), max((total+actsShown-1)/actsShown, 1))
	filter.Limit, filter.After = actsShown, (number-1)*actsShown
	list, err := s.Register.Acts(c.Request.Context(), filter)
	if err != nil {
		s.fail(c, err)
		return
	}
	page := archiveListPage{
		frame: s.frame(c, "Archivio"), Count: plural(total, "atto o documento", "atti e documenti"),
		Pager: newPager("Pagine dell’archivio", c.Request.URL, number, actsShown, total),
	}
	if page.Search, err = s.archiveSearch(c, filter); err != nil {
		s.fail(c, err)
		return
	}
	page.Section = archiveTabs(c)
	if page.Unmatched, err = s.unmatched(c, filter); err != nil {
		s.fail(c, err)
		return
	}
	page.Table = s.actTable(list, len(page.Search.Hidden) == 0 && len(page.Search.Others) > archiveFilters)
	page.Empty = empty{Title: "Niente corrisponde", Text: "Togliere qualche parola o qualche filtro."}
	if (filter == store.ActFilter{Limit: filter.Limit}) {
		page.Empty = empty{Title: "L’archivio è vuoto", Text: "Gli atti vi entrano quando si emettono, dalla pagina del procedimento.", Do: &navLink{Words: "Vai ai procedimenti", Link: "/"}}
	}
	s.show(c, http.StatusOK, page)
}

// unmatched says that there are files to look at; nil when there are none, or the
// list is of them.
func (s *service) unmatched(c *gin.Context, shown store.ActFilter) (*note, error) {
	n, err := s.Register.CountActs(c.Request.Context(), store.ActFilter{Kind: ledger.KindUnmatched})
	if err != nil || n == 0 || shown.Kind == ledger.KindUnmatched {
		return nil, err
	}
	return &note{
		Tone: "warn", Text: plural(n, "file tornato firmato non corrisponde", "file tornati firmati non corrispondono") + " a nessun atto.",
		Link: &navLink{Words: "Guarda i file non corrispondenti", Link: archivePath + "?tipo=" + ledger.KindUnmatched},
	}, nil
}

// archiveTabs are the pages of the archive, for those who may.
func archiveTabs(c *gin.Context) *tabs {
	t := &tabs{Label: "Pagine dell’archivio"}
	for _, x := range []struct {
		words, path string
		need        account.Role
	}{
		{"Atti e documenti", "", reader},
		{"Chi deve ancora firmare", "/da-firmare", reader},
		{"Aggiungi un documento", "/documenti", operator},
		{"Esporta un fascicolo", "/fascicoli", operator},
		{"Registro e verifica", "/verifica", reader},
	} {
		if viewerOf(c).May(x.need) {
			t.Links = append(t.Links, navLink{x.words, archivePath + x.path, c.FullPath() == archivePath+x.path})
		}
	}
	return t
}

func (s *service) actTable(list []*ledger.Act, processes bool) table {
	t := table{
		Caption: "Atti e documenti, dal più recente", Quiet: true,
		Columns: []column{{Words: "Atto"}, {Words: "Numero"}, {Words: "Data"}, {Words: "Stato"}},
	}
	if processes {
		t.Columns = append(t.Columns, column{Words: "Procedimento"})
	}
	for _, a := range list {
		day := italianDay(a.Date)
		if day == "" {
			day = dayOf(a.At.In(s.Zone)).Italian()
		}
		r := row{Cells: []cell{
			{Words: cmp.Or(a.Title, a.ID), Link: archivedPath(a.ID), Note: kindBeside(a)}, {Words: numberOf(a)}, {Words: day}, {State: stateBadge(a)},
		}}
		if processes {
			r.Cells = append(r.Cells, cell{Words: a.Process})
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// kindBeside is the kind of an act, unless its title says it.
func kindBeside(a *ledger.Act) string {
	if kind := kindName(a.Kind); !strings.HasPrefix(a.Title, kind) {
		return kind
	}
	return ""
}

// archiveFilters is how many filters the search always has.
const archiveFilters = 3

func (s *service) archiveSearch(c *gin.Context, f store.ActFilter) (search, error) {
	processes, err := s.Store.Processes(c.Request.Context())
	if err != nil {
		return search{}, err
	}
	kinds := []option{{Value: "", Words: "Tutti"}}
	for _, k := range acts.Kinds() {
		kinds = append(kinds, option{Value: string(k), Words: kindName(string(k))})
	}
	for _, k := range []string{ledger.KindDocument, ledger.KindUnmatched} {
		kinds = append(kinds, option{Value: k, Words: kindName(k)})
	}
	states := []option{{Value: "", Words: "Tutti"}}
	for _, st := range []ledger.State{
		ledger.StateIssued, ledger.StatePartly, ledger.StateSigned, ledger.StatePublished, ledger.StateAnnulled, ledger.StateKept,
	} {
		states = append(states, option{Value: string(st), Words: string(st)})
	}
	x := search{
		Action: archivePath, Name: "cerca", Label: "Parole dell’atto, o numero", Value: f.Words, Target: "elenco",
		Others: []field{
			{Kind: "select", Name: "tipo", Label: "Tipo", Options: kinds, Value: f.Kind},
			{Kind: "select", Name: "stato", Label: "Stato", Options: states, Value: string(f.State)},
			{Name: "anno", Label: "Anno", Width: "short", Inputmode: "numeric", MaxLength: 4, Value: yearWords(f.Year)},
		},
	}
	if len(processes) > 1 {
		list := []option{{Value: "", Words: "Tutti"}}
		for _, p := range processes {
			list = append(list, option{Value: p.Key, Words: p.Title})
		}
		x.Others = append(x.Others, field{Kind: "select", Name: "procedimento", Label: "Procedimento", Options: list, Value: f.Process})
	} else if f.Process != "" {
		x.Hidden = []hidden{{"procedimento", f.Process}}
	}
	return x, nil
}

func yearWords(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
