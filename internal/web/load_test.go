package web_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/acts"
	"concerta/internal/archive/archivetest"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/web"
)

// Fifty people read and write at once. Every answer is whole and right, whatever was
// acknowledged is there at the end and nothing else is, and the archive verifies.
// CONCERTA_LOAD_SECONDS says for how long, 4 without it, and CONCERTA_LOAD_CLIENTS how
// many there are: one alone shows how long each thing takes by itself.
func TestLoad_FiftyClientsLoseNothingAndSeeNoFault(t *testing.T) {
	if testing.Short() {
		t.Skip("keeps every core busy for seconds")
	}
	l := newLoad(t)
	const most, mostClients = 600, 200
	seconds := min(fromEnv("CONCERTA_LOAD_SECONDS", 4), most)
	clients := make([]*loadClient, min(fromEnv("CONCERTA_LOAD_CLIENTS", 50), mostClients))
	for i := range clients {
		clients[i] = l.client(i)
	}
	began := time.Now()
	over := func() bool { return time.Since(began) > time.Duration(seconds)*time.Second }
	var all sync.WaitGroup
	for _, c := range clients {
		all.Go(func() { c.work(over) }) // what was begun when the time is over is waited for
	}
	all.Wait()
	l.report(time.Since(began))
	l.nothingIsLost()
}

func fromEnv(name string, otherwise int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil || n < 1 {
		return otherwise
	}
	return n
}

// load is a service on a real listener over a real data folder, and what came of it.
type load struct {
	*desk
	t       *testing.T
	url     string
	first   int // version of the process at the beginning
	meeting string
	acts    []string // addresses of issued acts

	saves, walkIns, adhesions, pacts atomic.Int64
	conflicts                        atomic.Int64 // told to who saved, who then had saved nothing

	mu    sync.Mutex
	times map[string][]time.Duration // by what was asked
}

func newLoad(t *testing.T) *load {
	t.Helper()
	o := archivetest.New(t)
	l := &load{t: t, times: map[string][]time.Duration{}}
	l.desk = deskFor(t, o, func(c *web.Config) { c.Accounts, c.Reviews = o.Store, o.Reviews })
	for _, id := range []string{"mano-tesa", "centro-ascolto", "soccorso"} {
		l.acts = append(l.acts, "/archivio/"+o.Make(t, archivetest.Pact(id)).ID)
	}
	p := l.process()
	l.first, l.meeting = l.version(), p.Meetings()[0].ID
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, listener, l.handler) }()
	t.Cleanup(func() {
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	l.url = "http://" + listener.Addr().String()
	return l
}

func (l *load) process() *process.Process {
	p, err := l.Store.Process(l.t.Context(), archivetest.Casarano)
	if err != nil {
		l.t.Fatal(err)
	}
	return produce.Read(produce.Stored(p)).Process
}

func (l *load) version() int {
	p, err := l.Store.Process(l.t.Context(), archivetest.Casarano)
	if err != nil {
		l.t.Fatal(err)
	}
	return p.Version
}

// loadClient is one of those who work.
type loadClient struct {
	*load
	n      int
	random *rand.Rand
	http   *http.Client
	cookie string
	count  int
}

func (l *load) client(n int) *loadClient {
	random := rand.New(rand.NewPCG(7, uint64(n))) //nolint:gosec // the same work in every run
	c := &loadClient{load: l, n: n, random: random, http: &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 1},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	l.t.Cleanup(c.http.CloseIdleConnections)
	token, digest, err := account.NewToken(archivetest.NewChance(fmt.Sprint("sessione ", n)))
	if err != nil {
		l.t.Error(err)
		return c
	}
	_, link, err := account.NewToken(archivetest.NewChance(fmt.Sprint("link ", n)))
	if err != nil {
		l.t.Error(err)
		return c
	}
	login := fmt.Sprint("persona.", n)
	id, err := l.Store.AddUser(l.t.Context(), store.User{Login: login, Name: fmt.Sprint("Persona ", n), Grant: mayEverything},
		store.Link{Digest: link, Expires: l.Clock.Now().Add(time.Hour)}, account.Deed{Operator: "Prova", Action: account.UserAdded, About: login})
	if err == nil {
		err = l.Store.OpenSession(l.t.Context(), digest, id, nil, account.Deed{User: id, Operator: login, Action: account.SignedIn})
	}
	if err != nil {
		l.t.Error(err)
	}
	c.cookie = "__Host-sessione=" + token
	return c
}

const casaranoPath = "/procedimenti/casarano-2013"

// work asks for one thing after another until the time is over; what was begun is
// waited for, so that it is known whether it was acknowledged.
func (c *loadClient) work(over func() bool) {
	tasks := []struct {
		weight int
		do     func()
	}{
		{6, func() { c.page("cruscotto", casaranoPath) }},
		{4, func() { c.page("pagina di un atto", casaranoPath+"/atti/avviso") }},
		{3, func() { c.file("pdf", casaranoPath+"/avviso.pdf", "application/pdf", "%PDF-") }},
		{5, func() { c.page("ricerca", "/archivio?cerca=patto") }},
		{2, func() { c.page("atto emesso", c.acts[c.random.IntN(len(c.acts))]) }},
		{2, func() {
			c.file("file emesso", c.acts[c.random.IntN(len(c.acts))]+"/file/1", "", "")
		}},
		{1, func() { c.zip() }},
		{4, c.walkIn},
		{3, c.adhere},
		{2, c.section},
		{1, c.issue},
	}
	all := 0
	for _, k := range tasks {
		all += k.weight
	}
	for !over() && !c.t.Failed() {
		at := c.random.IntN(all)
		for _, k := range tasks {
			if at -= k.weight; at < 0 {
				k.do()
				break
			}
		}
	}
}

// answer is a whole answer.
type answer struct {
	code     int
	body     string
	location string
	header   http.Header
}

// ask asks and notes how long it took. An answer of the kind 5xx, and one that is not
// as long as it says, fails the test.
func (c *loadClient) ask(kind, path string, form url.Values) answer {
	method := http.MethodGet
	if form != nil {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		c.t.Error(err)
		return answer{}
	}
	r.Header.Set("Cookie", c.cookie)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	began := time.Now()
	w, err := c.http.Do(r)
	if err != nil {
		c.t.Errorf("%s %s: %v", method, path, err)
		return answer{}
	}
	body, err := io.ReadAll(w.Body)
	took := time.Since(began)
	if err := w.Body.Close(); err != nil {
		c.t.Error(err)
	}
	if err != nil || w.StatusCode >= http.StatusInternalServerError || w.ContentLength >= 0 && w.ContentLength != int64(len(body)) {
		c.t.Errorf("%s %s: status %d, length %d of %d, %v: %.300s", method, path, w.StatusCode, len(body), w.ContentLength, err, body)
	}
	c.mu.Lock()
	c.times[kind] = append(c.times[kind], took)
	c.mu.Unlock()
	return answer{w.StatusCode, string(body), w.Header.Get("Location"), w.Header}
}

func (c *loadClient) page(kind, path string) answer {
	a := c.ask(kind, path, nil)
	if a.code != http.StatusOK || a.header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.HasSuffix(strings.TrimSpace(a.body), "</html>") || a.header.Get("Content-Length") == "" {
		c.t.Errorf("%s: status %d, %v: %.300s", path, a.code, a.header, a.body)
	}
	return a
}

func (c *loadClient) file(kind, path, mediaType, begins string) {
	a := c.ask(kind, path, nil)
	if a.code != http.StatusOK || mediaType != "" && a.header.Get("Content-Type") != mediaType || !strings.HasPrefix(a.body, begins) || a.header.Get("Content-Length") == "" || a.header.Get("Content-Disposition") == "" {
		c.t.Errorf("%s: status %d, %v: %.100q", path, a.code, a.header, a.body)
	}
}

// zip takes a whole ZIP, or leaves in the middle of it.
func (c *loadClient) zip() {
	const path = casaranoPath + "/stampe/emessi/patto.zip"
	if c.random.IntN(2) == 0 {
		if a := c.ask("zip", path, nil); a.code != http.StatusOK || !strings.HasPrefix(a.body, "PK\x03\x04") || a.header.Get("Content-Length") != "" {
			c.t.Errorf("%s: status %d, %v", path, a.code, a.header)
		}
		return
	}
	ctx, leave := context.WithCancel(c.t.Context())
	defer leave()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+path, http.NoBody)
	if err != nil {
		c.t.Error(err)
		return
	}
	r.Header.Set("Cookie", c.cookie)
	w, err := c.http.Do(r)
	if err != nil {
		c.t.Error(err)
		return
	}
	_, err = io.ReadFull(w.Body, make([]byte, 1000))
	leave()
	if err != nil || w.Body.Close() != nil {
		c.t.Errorf("leaving: %v", err)
	}
}

// saved counts what was acknowledged. Who is told of a conflict has saved nothing.
func (c *loadClient) saved(kind string, a answer, n *atomic.Int64) {
	switch a.code {
	case http.StatusSeeOther:
		n.Add(1)
		c.saves.Add(1)
	case http.StatusConflict:
		c.conflicts.Add(1)
	default:
		c.t.Errorf("%s: status %d: %s", kind, a.code, a.body)
	}
}

func (c *loadClient) name() string {
	c.count++
	return fmt.Sprintf("Prova-%03d-%04d ESEMPIO", c.n, c.count) // as wide as all the others: names are compared without what stands between
}

func (c *loadClient) walkIn() {
	form := url.Values{"nome": {c.name()}, "qualita": {string(process.AsCitizen)}, "tavoli": {"1"}, "contatto": {"prova@esempio.example"}}
	c.saved("presenza", c.ask("presenza", casaranoPath+"/incontri/"+c.meeting+"/presenze/nuova", form), &c.walkIns)
}

func (c *loadClient) adhere() {
	c.saved("adesione", c.ask("adesione", casaranoPath+"/adesioni/nuova", url.Values{
		"soggetto": {c.name()}, "tipo": {"cittadino"}, "tavoli": {"1"}, "giorno": {"2013-10-30"}, "ora": {"09:00"},
		"canale": {string(process.ByCounter)}, "origine": {string(process.FromForm)}, "email": {"prova@esempio.example"},
	}), &c.adhesions)
}

// section changes a section that all the others change too, as it was seen.
func (c *loadClient) section() {
	const path = casaranoPath + "/modifica/registro"
	form := hiddenOf(c.page("sezione", path).body)
	form.Set("registro.righe-bianche", strconv.Itoa(1+c.random.IntN(30)))
	var n atomic.Int64
	c.saved("sezione", c.ask("sezione salvata", path, form), &n)
}

// issue issues a pact, unless another has or the data changed since the page.
func (c *loadClient) issue() {
	parties := c.process().Pacts.Parties
	path := casaranoPath + "/atti/patto_" + parties[c.random.IntN(len(parties))].Organization + "/emissione"
	a := c.ask("emissione chiesta", path, nil)
	if a.code != http.StatusOK {
		return // issued already
	}
	switch a = c.ask("emissione", path, hiddenOf(a.body)); a.code {
	case http.StatusSeeOther:
		c.pacts.Add(1)
	case http.StatusConflict:
		c.conflicts.Add(1)
	default:
		c.t.Errorf("issuing: status %d: %s", a.code, a.body)
	}
}

// report logs how long each kind took.
func (l *load) report(took time.Duration) {
	total := 0
	kinds := make([]string, 0, len(l.times))
	for k, list := range l.times {
		slices.Sort(list)
		total += len(list)
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		list := l.times[k]
		l.t.Logf("%-18s %6d  least %6.1f  p50 %7.1f  p99 %7.1f ms", k, len(list), ms(list[0]), ms(list[len(list)/2]), ms(list[len(list)*99/100]))
	}
	l.t.Logf("%d answers in %.1f s: %.0f a second; %d saved, %d told of a conflict", total, took.Seconds(), float64(total)/took.Seconds(), l.saves.Load(), l.conflicts.Load())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// nothingIsLost compares what was acknowledged with what is there.
func (l *load) nothingIsLost() {
	p := l.process()
	if got, want := int64(l.version()-l.first), l.saves.Load(); got != want || want == 0 {
		l.t.Errorf("%d versions for %d acknowledged changes", got, want)
	}
	names := map[string]int{}
	walkIns := int64(0)
	if a := p.Attendance(l.meeting, 0); a != nil {
		for _, x := range a.Present {
			if strings.HasPrefix(x.Name, "Prova-") {
				walkIns++
				names["presenza di "+x.Name]++
			}
		}
	}
	citizens := map[string]string{}
	for _, x := range p.Citizens {
		citizens[x.ID] = x.Name
	}
	adhesions := int64(0)
	for _, x := range p.Adhesions {
		if strings.HasPrefix(citizens[x.By], "Prova-") {
			adhesions++
			names["adesione di "+citizens[x.By]]++
		}
	}
	if walkIns != l.walkIns.Load() || adhesions != l.adhesions.Load() {
		l.t.Errorf("attendance: %d lines for %d acknowledged; adhesions: %d for %d", walkIns, l.walkIns.Load(), adhesions, l.adhesions.Load())
	}
	for name, n := range names {
		if n != 1 {
			l.t.Errorf("%s is there %d times", name, n)
		}
	}
	if got, want := len(l.desk.acts(l.t, acts.Pact)), len(l.acts)+int(l.pacts.Load()); got != want {
		l.t.Errorf("%d pacts for %d acknowledged", got, want)
	}
	if _, noted, err := l.Store.Deeds(l.t.Context(), store.DeedFilter{Action: "procedimento salvato", Limit: 1}); err != nil || int64(noted) != l.saves.Load() {
		l.t.Errorf("%d lines of the audit log for %d changes, %v", noted, l.saves.Load(), err)
	}
	l.MustVerify(l.t)
	for _, bad := range []string{"level=ERROR", "locked", "panic"} {
		if _, after, found := strings.Cut(l.log.String(), bad); found {
			l.t.Errorf("%q is logged: %.2000s", bad, after)
		}
	}
}
