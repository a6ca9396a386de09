package ledger_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"concerta/internal/archive/ledger"
)

func morning() time.Time { return time.Date(2013, 10, 30, 8, 30, 0, 0, time.UTC) }

func whole() *ledger.Entry {
	return &ledger.Entry{
		Seq: 7, Prev: ledger.DigestOf([]byte("prima")), At: morning(), Operator: "Anna", What: ledger.Issued,
		Process: "casarano-2013", Act: "casarano-2013.avviso.1", Body: []byte(`{"kind":"avviso"}`),
		Files: []ledger.File{
			{Role: ledger.PDF, Name: "avviso.pdf", MediaType: "application/pdf", Size: 3, Digest: ledger.DigestOf([]byte("pdf"))},
			{Role: ledger.Text, Name: "avviso.txt", MediaType: "text/plain", Size: 4, Digest: ledger.DigestOf([]byte("text"))},
		},
	}
}

// Every field is reached by reflection, so that one added later is not forgotten.
func TestSum_ChangesWithEveryField(t *testing.T) {
	want := whole().Sum()
	if whole().Sum() != want {
		t.Fatal("one entry has two sums")
	}
	changed := 0
	change := func(name string, v reflect.Value, e *ledger.Entry) {
		t.Helper()
		switch x := v.Addr().Interface().(type) {
		case *int64:
			*x++
		case *string:
			*x += "x"
		case *ledger.What:
			*x += "x"
		case *ledger.Role:
			*x += "x"
		case *ledger.Digest:
			x[31] ^= 1
		case *time.Time:
			*x = x.Add(time.Microsecond)
		case *[]byte:
			(*x)[3] ^= 1
		default:
			t.Fatalf("the test knows no way to change %s", name)
		}
		changed++
		if e.Sum() == want {
			t.Errorf("%s is not in the sum", name)
		}
	}
	for i := range reflect.TypeFor[ledger.Entry]().NumField() {
		name := reflect.TypeFor[ledger.Entry]().Field(i).Name
		switch name {
		case "Files", "Digest": // the files have their own turn; the digest is the sum
			continue
		}
		e := whole()
		change(name, reflect.ValueOf(e).Elem().Field(i), e)
	}
	for f := range whole().Files {
		for i := range reflect.TypeFor[ledger.File]().NumField() {
			e := whole()
			change("Files."+reflect.TypeFor[ledger.File]().Field(i).Name, reflect.ValueOf(&e.Files[f]).Elem().Field(i), e)
		}
	}
	if changed != 8+2*5 {
		t.Errorf("%d fields changed, want 18", changed)
	}
	fewer, swapped := whole(), whole()
	fewer.Files = fewer.Files[:1]
	swapped.Files[0], swapped.Files[1] = swapped.Files[1], swapped.Files[0]
	if fewer.Sum() == want || swapped.Sum() == want {
		t.Error("how many files there are, or their order, is not in the sum")
	}
}

// Words moved over the border between two fields give the same bytes one after
// the other: the lengths tell them apart.
func TestSum_TellsWhereOneFieldEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringN(1, 12, 24).Draw(t, "words")
		cut := func(name string) int { return rapid.IntRange(0, len(words)).Draw(t, name) }
		with := func(at int) map[string]ledger.Digest {
			a, b := words[:at], words[at:]
			operator, process, file, border := whole(), whole(), whole(), whole()
			operator.Operator, operator.What = a, ledger.What(b)
			process.Process, process.Act = a, b
			file.Files[0].Role, file.Files[0].Name = ledger.Role(a), b
			border.Act, border.Body = a, []byte(b)
			return map[string]ledger.Digest{
				"operator, what": operator.Sum(), "process, act": process.Sum(), "role, name": file.Sum(), "act, body": border.Sum(),
			}
		}
		i, j := cut("i"), cut("j")
		if i == j {
			return
		}
		other := with(j)
		for name, sum := range with(i) {
			if sum == other[name] {
				t.Fatalf("%s: %q cut at %d and at %d have one sum", name, words, i, j)
			}
		}
	})
}

func TestFollow_BindsAnEntryToTheOneBefore(t *testing.T) {
	first, second := whole(), whole()
	first.Follow(ledger.Head{})
	second.Follow(ledger.Head{Seq: first.Seq, Digest: first.Digest})
	if first.Seq != 1 || !first.Prev.IsZero() || second.Seq != 2 || second.Prev != first.Digest || second.Digest != second.Sum() {
		t.Errorf("got %d after %v, then %d after %v", first.Seq, first.Prev, second.Seq, second.Prev)
	}
}

func TestHead_IsReadAsItIsWritten(t *testing.T) {
	h := ledger.Head{Seq: 12, Digest: ledger.DigestOf([]byte("x"))}
	if got, err := ledger.ParseHead(h.String()); err != nil || got != h {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{
		"", "12", "12:", ":" + h.Digest.String(), "x:" + h.Digest.String(), "12:abc", h.String() + "0", h.String()[:20],
		h.String() + " 13:" + h.Digest.String(),
	} {
		if _, err := ledger.ParseHead(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestSaid_ReadsBackEveryBody(t *testing.T) {
	for _, b := range []ledger.Body{
		ledger.OpenedBody{Office: "u"},
		issued(1),
		ledger.SignedBody{Format: "PAdES"},
		ledger.AttestedBody{By: "Anna"},
		ledger.UnmatchedBody{Reason: "r"},
		ledger.ProtocolBody{Number: "1", Date: "2013-10-30"},
		ledger.PublishedBody{Albo: "1", From: "2013-10-30", To: "2013-11-14"},
		ledger.ReportedBody{Date: "2013-11-15"},
		ledger.AnnulledBody{Reason: "<errore> & altro"},
		ledger.FiledBody{Title: "t"},
		ledger.RestartedBody{Number: 3},
	} {
		var e ledger.Entry
		if err := e.Say(b); err != nil {
			t.Fatal(err)
		}
		got, err := e.Said()
		if err != nil || !reflect.DeepEqual(got, b) {
			t.Errorf("got %#v, %v; want %#v", got, err, b)
		}
		if strings.Contains(string(e.Body), `\u003c`) || strings.HasSuffix(string(e.Body), "\n") {
			t.Errorf("%s is not canonical", e.Body)
		}
	}
}

func TestSaid_RefusesWhatIsNotTheBodyOfItsKind(t *testing.T) {
	for _, e := range []ledger.Entry{
		{What: "altro", Body: []byte(`{}`)},
		{What: ledger.Protocol, Body: []byte(`{"number":"1","date":"2013-10-30","ignoto":1}`)},
		{What: ledger.Protocol, Body: []byte(`{"number":1}`)},
		{What: ledger.Protocol, Body: []byte(`{"number":"1"`)},
		{What: ledger.Protocol, Body: []byte(`{"number":"1"} {"number":"2"}`)},
		{What: ledger.Protocol},
	} {
		if _, err := e.Said(); !errors.Is(err, ledger.ErrBroken) {
			t.Errorf("%s %q: got %v", e.What, e.Body, err)
		}
	}
}
