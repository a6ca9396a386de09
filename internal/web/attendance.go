package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// attendancePage is a register while it is recorded.
type attendancePage struct {
	frame

	Sheets  *tabs // the registers of the meeting
	When    string
	Counts  bool // presence counts as adhesion
	May     bool
	Totals  string
	Missing string // how many of those expected have no line yet
	Quick   quickForm
	WalkIn  *groupedForm
	Works   *groupedForm
	Facts   []definition // chair and hours, for who only reads
	Rows    []sheetRow
	Table   int
	Print   string
	Action  string
	Base    string // address without the table
}

func (attendancePage) file() string { return "attendance.html" }

// quickForm records a line by a few letters.
type quickForm struct {
	Value  string
	Status []option
	Names  []option // offered while typing
	Note   *note
	Which  []option // who may be meant, to choose from
	Begin  bool     // the page begins at the box
}

// sheetRow is a line of a register.
type sheetRow struct {
	ID, Name, Body string
	Quality, State string
	Tables         string
	Hours          string
	Adhesion       *badge
	Seen           string
	Current        bool
}

// sheetPath is the address of a register.
func sheetPath(key string, s intake.Sheet) string {
	path := processPath(key) + "/incontri/" + url.PathEscape(s.Meeting) + "/presenze"
	if s.Table > 0 {
		path += "?tavolo=" + strconv.Itoa(s.Table)
	}
	return path
}

// below is the address of something under a register.
func below(key string, s intake.Sheet, more string) string {
	path := processPath(key) + "/incontri/" + url.PathEscape(s.Meeting) + "/presenze/" + more
	if s.Table > 0 {
		path += "?tavolo=" + strconv.Itoa(s.Table)
	}
	return path
}

// sheet is the register that the address names, or false when the process has no
// such one.
func sheet(c *gin.Context, p *process.Process) (intake.Sheet, bool) {
	x := intake.Sheet{Meeting: c.Param("incontro")}
	if asked := c.Query("tavolo"); asked != "" {
		n, err := strconv.Atoi(asked)
		if err != nil || p.Table(n) == nil {
			return x, false
		}
		x.Table = n
	}
	return x, p.Meeting(x.Meeting) != nil
}

// openSheet opens the register of the request, or answers and gives nil.
func (s *service) openSheet(c *gin.Context) (*desk.Open, intake.Sheet) {
	o := s.openProcess(c)
	if o == nil {
		return nil, intake.Sheet{}
	}
	x, ok := sheet(c, o.Review.Process)
	if !ok {
		s.notFound(c)
		return nil, x
	}
	return o, x
}

// showAttendance shows a register, ready to be recorded.
func (s *service) showAttendance(c *gin.Context) {
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	s.showSheet(c, http.StatusOK, o, x, func(page *attendancePage) { page.Quick.Begin = true })
}

// showSheet shows a register; with says what is special about it this time.
func (s *service) showSheet(c *gin.Context, code int, o *desk.Open, x intake.Sheet, with func(*attendancePage)) {
	p := o.Review.Process
	m := p.Meeting(x.Meeting)
	candidates, err := x.Candidates(p)
	if err != nil {
		s.fail(c, err)
		return
	}
	printed, err := acts.Jobs(p, acts.Register)
	if err != nil {
		s.fail(c, err)
		return
	}
	at := meetingEvent(m)
	title := "Presenze: " + at.Title
	if t := p.Table(x.Table); t != nil {
		title += fmt.Sprintf(", tavolo %d", t.Number)
	}
	page := attendancePage{
		frame: s.peopleFrame(c, p, title), When: at.When, Counts: countsAsAdhesion(m), May: mayChange(c),
		Sheets: sheetTabs(p, m, printed, x), Table: x.Table, Action: sheetPath(p.Key, x),
		Base:   sheetPath(p.Key, intake.Sheet{Meeting: x.Meeting}),
		Print:  processPath(p.Key) + "/stampe/incontri/" + url.PathEscape(x.Meeting) + ".pdf?vista=1",
		Totals: totalsOf(x.Of(p)), Rows: sheetRows(p, x, c.Query("riga")), Facts: worksFacts(x.Works(p)),
		WalkIn: walkInForm(p, x), Works: worksForm(p, x),
	}
	page.Quick.Status = markOptions()
	expected := 0
	for _, y := range candidates {
		if y.Listed && !y.Recorded {
			expected++
		}
		words := ""
		if y.Recorded {
			words = "già segnato: " + string(y.Line.Status)
		}
		page.Quick.Names = append(page.Quick.Names, option{Value: y.Label(), Words: words})
	}
	if expected > 0 {
		page.Missing = fmt.Sprintf("Attesi e non ancora segnati: %d.", expected)
	}
	with(&page)
	s.show(c, code, page)
}

func countsAsAdhesion(m *process.Meeting) bool {
	for _, e := range m.Effects {
		if e == process.AttendanceIsAdhesion {
			return true
		}
	}
	return false
}

// sheetTabs are the registers of a meeting; nil when it has one only.
func sheetTabs(p *process.Process, m *process.Meeting, printed []acts.Job, now intake.Sheet) *tabs {
	sheets := []intake.Sheet{{Meeting: m.ID}}
	for _, t := range p.Tables {
		x := intake.Sheet{Meeting: m.ID, Table: t.Number}
		if x == now || x.Of(p) != nil || slices.ContainsFunc(printed, func(j acts.Job) bool { return j.For == m.ID && j.Table == t.Number }) {
			sheets = append(sheets, x)
		}
	}
	if len(sheets) == 1 {
		return nil
	}
	t := &tabs{Label: "Registri dell’incontro"}
	for _, x := range sheets {
		words := "Tutto l’incontro"
		if x.Table > 0 {
			words = fmt.Sprintf("Tavolo %d", x.Table)
		}
		t.Links = append(t.Links, navLink{words, sheetPath(p.Key, x), x == now})
	}
	return t
}

// sheetRows are the lines of a register in alphabetical order.
func sheetRows(p *process.Process, x intake.Sheet, current string) []sheetRow {
	a := x.Of(p)
	if a == nil {
		return nil
	}
	adhesions := map[*process.Presence]*process.Adherent{}
	list := p.Adherents()
	for i := range list {
		if list[i].Presence != nil {
			adhesions[list[i].Presence] = &list[i]
		}
	}
	counts := countsAsAdhesion(p.Meeting(x.Meeting))
	var rows []sheetRow
	for i := range a.Present {
		y := &a.Present[i]
		r := sheetRow{
			ID: intake.RowID(*y), Name: y.Name, Body: y.Body, Quality: string(y.Quality), State: stateWords(y), Tables: numbers(y.Tables),
			Hours: hoursWords(y), Seen: intake.Seen(*y),
		}
		if party, ok := intake.PartyOf(p, y.By); ok && party.Body != nil {
			r.Body = party.Name()
		}
		if y.For != "" {
			r.Quality += " di " + y.For
		}
		r.Adhesion = countedAs(y, adhesions[y], counts)
		r.Current = r.ID == current
		rows = append(rows, r)
	}
	acts.SortNames(rows, func(r sheetRow) (string, bool) { return r.Name, true })
	return rows
}

// countedAs says what a line counts as, where presence is adhesion.
func countedAs(y *process.Presence, a *process.Adherent, counts bool) *badge {
	switch {
	case !counts || !y.Status.Attended():
		return nil
	case y.Quality == process.AsAuditor:
		return &badge{"uditore: non aderisce", ""}
	case a == nil:
		return nil // has adhered otherwise
	case a.Status == process.Incomplete:
		return &badge{"vale come adesione, da completare: manca un recapito", "warn"}
	case a.Late:
		return &badge{"scheda in ritardo: vale la presenza", "good"}
	}
	return &badge{"vale come adesione", "good"}
}

func stateWords(y *process.Presence) string { return wordsOf(markOptions(), string(y.Status)) }

func hoursWords(y *process.Presence) string {
	switch {
	case y.In.Set && y.Out.Set:
		return fmt.Sprintf("%s-%s", y.In, y.Out)
	case y.In.Set:
		return "dalle " + y.In.String()
	case y.Out.Set:
		return "fino alle " + y.Out.String()
	}
	return ""
}

// markOptions are what can be recorded of somebody.
func markOptions() []option {
	return []option{
		{Value: string(process.Present), Words: "presente"},
		{Value: string(process.Absent), Words: "assente"},
		{Value: string(process.Excused), Words: "giustificato"},
		{Value: string(process.Late), Words: "in ritardo"},
		{Value: string(process.Left), Words: "uscito prima"},
		{Value: string(process.Online), Words: "da remoto"},
	}
}

// totalsOf are the totals of a register as they stand, in words.
func totalsOf(a *process.Attendance) string {
	if a == nil {
		return "Ancora nessuna presenza."
	}
	t := a.Totals()
	words := fmt.Sprintf("Presenti %d (soggetti %d, cittadini %d, uditori %d)", t.Attended, t.Bodies, t.Citizens, t.Auditors)
	for _, more := range []struct {
		n     int
		words string
	}{{t.Online, "da remoto"}, {t.Late, "in ritardo"}, {t.Left, "usciti prima"}} {
		if more.n > 0 {
			words += fmt.Sprintf("; %s %d", more.words, more.n)
		}
	}
	return words + fmt.Sprintf(". Assenti %d, giustificati %d. Righe %d.", t.Absent, t.Excused, len(a.Present))
}
