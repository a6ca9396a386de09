package ledger_test

import (
	"testing"

	"concerta/internal/archive/ledger"
)

func TestLink_TheChainIsFollowedWithoutWhatEntriesSay(t *testing.T) {
	r := newRegister(t)
	r.add("p.avviso.1", issued(1))
	r.add("p.avviso.1", ledger.ProtocolBody{Number: "77"})
	var digest ledger.Digest
	for _, e := range r.list {
		digest = e.Link().Digest(digest)
	}
	if digest != r.head.Digest {
		t.Errorf("the links end at %s, want %s", digest, r.head.Digest)
	}
}

func TestLink_NeitherPlaceNorProcessNorContentCanBeOthers(t *testing.T) {
	r := newRegister(t)
	r.add("p.avviso.1", issued(1))
	l, prev := r.list[1].Link(), r.list[0].Digest
	want := l.Digest(prev)
	for name, change := range map[string]func(*ledger.Link, *ledger.Digest){
		"place":    func(l *ledger.Link, _ *ledger.Digest) { l.Seq++ },
		"process":  func(l *ledger.Link, _ *ledger.Digest) { l.Process = "q" },
		"content":  func(l *ledger.Link, _ *ledger.Digest) { l.Content[0] ^= 1 },
		"previous": func(_ *ledger.Link, d *ledger.Digest) { d[0] ^= 1 },
	} {
		changed, before := l, prev
		change(&changed, &before)
		if changed.Digest(before) == want {
			t.Errorf("another %s gives the same digest", name)
		}
	}
}

func TestIssuedBody_SaysWhenItsFilesAreOthers(t *testing.T) {
	view, words := ledger.DigestOf([]byte("dati")), ledger.DigestOf([]byte("modello"))
	b := ledger.IssuedBody{View: view, WordingDigest: words.String()}
	if wrong := b.Agrees([]ledger.File{{Role: ledger.View, Digest: view}, {Role: ledger.Wording, Digest: words}}); len(wrong) > 0 {
		t.Errorf("wrong: %q", wrong)
	}
	if wrong := b.Agrees([]ledger.File{{Role: ledger.View, Digest: words}, {Role: ledger.Wording, Digest: view}}); len(wrong) != 2 {
		t.Errorf("wrong: %q", wrong)
	}
}
