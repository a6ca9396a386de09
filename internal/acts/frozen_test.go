package acts_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// everyJob are all the acts of a whole process, a correction too.
func everyJob(t *testing.T) (*process.Process, []acts.Job) {
	t.Helper()
	p := whole(t)
	var all []acts.Job
	for _, k := range acts.Kinds() {
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, jobs...)
	}
	old := whole(t)
	old.Deadline.Hour = hour(9, 0)
	j, err := acts.CorrectionJob(p, acts.Original{View: noticeOf(t, old)})
	if err != nil {
		t.Fatal(err)
	}
	return p, append(all, j)
}

// frozenOf is the frozen view of the act of a kind, of p.
func frozenOf(t *testing.T, p *process.Process, j acts.Job) []byte {
	t.Helper()
	frozen, _, err := acts.Frozen(p, j)
	if err != nil {
		t.Fatal(err)
	}
	return frozen
}

func TestFrozen_IsThePlainDataOfEveryKindWithItsDigest(t *testing.T) {
	p, jobs := everyJob(t)
	kinds := map[acts.Kind]bool{}
	for _, j := range jobs {
		frozen, digest, err := acts.Frozen(p, j)
		if err != nil {
			t.Fatalf("%s: %v", j.Kind, err)
		}
		sum := sha256.Sum256(frozen)
		if digest != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: digest %s", j.Kind, digest)
		}
		k, err := acts.FrozenKind(frozen)
		if err != nil || k != j.Kind {
			t.Errorf("%s is read as %s, error %v", j.Kind, k, err)
		}
		kinds[k] = true
	}
	if len(kinds) != len(acts.Kinds()) {
		t.Errorf("only kinds %v", kinds)
	}
	if _, _, err := acts.Frozen(p, acts.Job{Kind: acts.Register, For: "nessuno"}); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("an act that is not there: error %v", err)
	}
}

// typed are words that a person may type, with what JSON or HTML would escape.
func typed(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.SampledFrom([]rune("aà «»’<>&\"\\\n\u2028€{}*😀")), 0, 8, -1).Draw(t, label)
}

func someText(t *rapid.T, depth int) richtext.Text {
	var out richtext.Text
	for range rapid.IntRange(0, 2).Draw(t, "blocks") {
		b := richtext.Block{Kind: rapid.SampledFrom([]richtext.BlockKind{richtext.Paragraph, richtext.OrderedList, richtext.BulletList}).Draw(t, "block")}
		if b.Kind == richtext.Paragraph || depth == 0 {
			b.Kind, b.Text = richtext.Paragraph, someInlines(t, 2)
			out.Blocks = append(out.Blocks, b)
			continue
		}
		if b.Kind == richtext.OrderedList {
			b.Start = rapid.IntRange(0, 9).Draw(t, "start")
		}
		for range rapid.IntRange(0, 2).Draw(t, "items") {
			b.Items = append(b.Items, someText(t, depth-1))
		}
		out.Blocks = append(out.Blocks, b)
	}
	return out
}

func someInlines(t *rapid.T, depth int) []richtext.Inline {
	var out []richtext.Inline
	for range rapid.IntRange(0, 3).Draw(t, "inlines") {
		x := richtext.Inline{Kind: rapid.SampledFrom([]richtext.InlineKind{richtext.Plain, richtext.LineBreak, richtext.Strong, richtext.Emph}).Draw(t, "inline")}
		switch {
		case x.Kind == richtext.Plain:
			x.Text = typed(t, "text")
		case x.Kind != richtext.LineBreak && depth > 0:
			x.Kids = someInlines(t, depth-1)
		}
		out = append(out, x)
	}
	return out
}

func TestReadNoticeView_GivesBackWhatWasFrozen(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := whole(t)
		p.Title, p.Notice.Title, p.Office.Name = typed(r, "title"), typed(r, "subject"), typed(r, "office")
		p.Notice.Premises = []richtext.Text{someText(r, 2), someText(r, 2)}
		p.Notice.Closing = []richtext.Text{someText(r, 1)}
		p.Privacy.Text = someText(r, 1)
		text := someText(r, 2)
		p.Entries[0].Meeting.Content, p.Entries[1].Meeting.Content = someText(r, 2), someText(r, 0)
		p.Entries = append(p.Entries, process.Entry{Text: &text}, process.Entry{Span: &process.Span{From: date(time.May, 1), Content: someText(r, 1)}})
		p.Phases = []process.Phase{{Number: rapid.IntRange(0, 2).Draw(r, "phase"), Text: someText(r, 1)}}
		if rapid.Bool().Draw(r, "bare") {
			p.Deadline, p.Responsible, p.Privacy, p.Signatories, p.Tables = nil, nil, nil, nil, nil
		}
		frozen, digest, err := acts.Frozen(p, acts.Job{Kind: acts.Notice})
		if err != nil {
			r.Fatal(err)
		}
		back, err := acts.ReadNoticeView(frozen)
		if err != nil {
			r.Fatal(err)
		}
		again, err := back.JSON()
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(string(frozen), string(again)); diff != "" {
			r.Fatal(diff)
		}
		if d, err := back.Digest(); err != nil || d != digest {
			r.Fatalf("digest %s, not %s, error %v", d, digest, err)
		}
		now, err := acts.NewNoticeView(p)
		if err != nil {
			r.Fatal(err)
		}
		if list := acts.Differences(back, now); len(list) > 0 {
			r.Fatalf("what was frozen differs from what it was made of: %+v", list)
		}
	})
}

func TestReadNoticeView_RefusesWhatItDoesNotKnow(t *testing.T) {
	p := whole(t)
	good := string(frozenOf(t, p, acts.Job{Kind: acts.Notice}))
	if _, err := acts.ReadNoticeView([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for rule, c := range map[string]struct{ frozen, says string }{
		"a schema to come":         {strings.Replace(good, `"schema":1`, `"schema":2`, 1), "n. 2"},
		"no schema":                {strings.Replace(good, `"schema":1,`, ``, 1), "n. 0"},
		"an unknown field":         {strings.Replace(good, `"schema":1`, `"schema":1,"nuovo":1`, 1), "nuovo"},
		"an unknown field inside":  {strings.Replace(good, `"ente":{`, `"ente":{"nuovo":1,`, 1), "nuovo"},
		"something after":          {good + " {}", "after top-level"},
		"an end of line after":     {good + "\n", "canonica"},
		"a space":                  {strings.Replace(good, `{"schema":1`, `{ "schema":1`, 1), "canonica"},
		"a name in capitals":       {strings.Replace(good, `"titolo"`, `"TITOLO"`, 1), "canonica"},
		"a name given twice":       {strings.Replace(good, `"schema":1`, `"schema":1,"schema":1`, 1), "canonica"},
		"the view of another kind": {string(frozenOf(t, p, acts.Job{Kind: acts.Participants})), "elenco"},
		"a kind that is not there": {strings.Replace(good, `"atto":"avviso"`, `"atto":"bolla"`, 1), "bolla"},
		"half of it":               {good[:len(good)/2], ""},
		"nothing":                  {"", ""},
		"no object":                {"[]", ""},
	} {
		_, err := acts.ReadNoticeView([]byte(c.frozen))
		if !errors.Is(err, acts.ErrFrozen) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v", rule, err)
		}
	}
}

func TestSigners_OfAFrozenViewAreThoseOfItsAct(t *testing.T) {
	p, jobs := everyJob(t)
	for _, j := range jobs {
		now, err := acts.Signers(p, j)
		if err != nil {
			t.Fatal(err)
		}
		frozen, err := acts.FrozenSigners(frozenOf(t, p, j))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(now, frozen); diff != "" {
			t.Errorf("%s %s: %s", j.Kind, j.For, diff)
		}
		filledIn := j.Kind == acts.AdhesionForm || j.Kind == acts.Register
		if filledIn != (len(now) == 0) {
			t.Errorf("%s %s: signers %v", j.Kind, j.For, now)
		}
	}
	if _, err := acts.FrozenSigners([]byte("{}")); !errors.Is(err, acts.ErrFrozen) {
		t.Errorf("error %v", err)
	}
}

// The archive finds the signatures that come back by these names.
func TestSigners_NameTheFieldsOfTheDocument(t *testing.T) {
	p, jobs := everyJob(t)
	for _, j := range jobs {
		list, err := acts.Signers(p, j)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			continue
		}
		var want, got []string
		for _, s := range list {
			want = append(want, s.Campo+" "+s.Nome+" "+s.Modo)
		}
		for _, s := range signaturesOf(actOf(t, p, j, acts.Options{})) {
			mode := "autografa"
			if s.Mode == doc.Digital {
				mode = "digitale"
			}
			got = append(got, s.Name+" "+s.Who+" "+mode)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s %s: %s", j.Kind, j.For, diff)
		}
	}
}

func TestSigners_WhoSignsLaterIsToldApart(t *testing.T) {
	list, err := acts.Signers(whole(t), acts.Job{Kind: acts.Memorandum})
	if err != nil {
		t.Fatal(err)
	}
	var later []string
	for _, s := range list {
		if s.Successivo {
			later = append(later, s.Nome)
		}
	}
	if diff := cmp.Diff([]string{"Teo Neri"}, later); diff != "" {
		t.Error(diff)
	}
}

// TestSigners_ANameInPlaceOfASignatureWaitsForNobody: the act prints the formula of
// the law, and neither line nor field.
func TestSigners_ANameInPlaceOfASignatureWaitsForNobody(t *testing.T) {
	p := whole(t)
	p.Signatories[0].Mode = process.Substituted
	for _, j := range []acts.Job{{Kind: acts.Notice}, jobOf(t, p, acts.Invitation, "apertura"), {Kind: acts.ProposalSummary}} {
		if list, err := acts.Signers(p, j); err != nil || len(list) != 0 {
			t.Errorf("%s waits for %v, %v", j.Kind, list, err)
		}
		s := signaturesOf(actOf(t, p, j, acts.Options{}))
		if len(s) != 1 || s[0].Mode != doc.Substituted || s[0].Note != "Firma autografa sostituita dall'indicazione a stampa del nome, ai sensi dell'art. 3, comma 2, del D.Lgs. 39/1993" {
			t.Errorf("%s: %+v", j.Kind, s)
		}
	}
	// Minutes are read, confirmed and signed.
	for _, s := range signaturesOf(minutes(t, p, "apertura")) {
		if s.Mode != doc.ByHand {
			t.Errorf("minutes: %+v", s)
		}
	}
}

func TestWording_IsTheTemplateWithAllItsPieces(t *testing.T) {
	m := acts.NewMaker(loaded(t))
	for _, k := range acts.Kinds() {
		text, digest, err := m.Wording(acts.Job{Kind: k})
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		if digest != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: digest %s", k, digest)
		}
		for name, src := range shipped(t) {
			called := name == string(k)+".md" || name == "_intestazione.md"
			if called && !bytes.Contains(text, []byte("\n"+src)) {
				t.Errorf("%s: the text lacks %s", k, name)
			}
		}
	}
	if _, _, err := m.Wording(acts.Job{Kind: "bolla"}); err == nil {
		t.Error("a kind without template has no text")
	}
}
