package acts

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// DifferencesOf are what an act of a kind says otherwise than an earlier one, in
// words, from the canonical JSON of the two. Of notices they are those of
// Differences. There are none only when the two have the same data: what would not
// be seen on paper (spaces, the date of a notice) is told when there is nothing
// else. The shapes of the two need not be known to this program. The error is of
// kind ErrFrozen.
func DifferencesOf(k Kind, before, after []byte) ([]Differenza, error) {
	a, err := treeOf(before, k)
	if err != nil {
		return nil, err
	}
	b, err := treeOf(after, k)
	if err != nil {
		return nil, err
	}
	if bytes.Equal(before, after) {
		return nil, nil
	}
	if k == Notice {
		earlier, errEarlier := ReadNoticeView(before)
		later, errLater := ReadNoticeView(after)
		// A notice of a shape that is not known is compared like any other act.
		if errEarlier == nil && errLater == nil {
			if list := Differences(earlier, later); len(list) > 0 {
				return list, nil
			}
		}
	}
	w := &walker{}
	if w.pair("", "", a, b); len(w.list) == 0 {
		w.exact = true
		w.pair("", "", a, b)
	}
	return w.list, nil
}

// walker compares two trees of data.
type walker struct {
	differ
	exact bool // tell spaces, stress and places in a list too
}

// under is the name of something inside something else.
func under(where, name string) string { return joined(", ", where, name) }

// pair compares two values of one key; one of them may be absent.
func (w *walker) pair(where, key string, a, b *node) {
	switch {
	case a.isRich() || b.isRich():
		w.rich(where, a, b)
	case a.is(nodeObject) && b.is(nodeObject) && key != tableKey:
		w.fields(where, key, a, b)
	case a.is(nodeList) || b.is(nodeList):
		w.lists(where, key, a, b)
	case a.is(nodeTruth) || b.is(nodeTruth):
		w.values(where, yesOrNo(a), yesOrNo(b))
	case key == "impronta" && a.is(nodeWords) && b.is(nodeWords):
		if a.words != b.words {
			w.values(where, "quella di prima", "un’altra")
		}
	default:
		w.values(where, nodeWordsOf(key, a), nodeWordsOf(key, b))
	}
}

func (w *walker) values(where, before, after string) {
	if w.exact && before != after && oneLine(before) == oneLine(after) {
		w.list = append(w.list, Differenza{under(where, "spazi e righe"), oneLine(before), oneLine(after)})
		return
	}
	w.word(where, before, after)
}

func (w *walker) rich(where string, a, b *node) {
	before, after := richWords(a), richWords(b)
	w.values(where, before, after)
	if x, y := richSource(a), richSource(b); w.exact && before == after && x != y {
		w.list = append(w.list, Differenza{under(where, "rilievo e capoversi"), oneLine(x), oneLine(y)})
	}
}

// fields compares two objects by the keys of both.
func (w *walker) fields(where, list string, a, b *node) {
	for _, key := range both(a.keys, b.keys, func(k string) string { return k }) {
		if key == "numero" && numberIsPlace(list) && !w.exact {
			continue // it is told by what came or went before it
		}
		w.pair(under(where, keyWords(key)), key, a.get(key), b.get(key))
	}
}

// lists compares two lists: those of plain values as one value, texts in pairs,
// things by what tells one from another.
func (w *walker) lists(where, key string, a, b *node) {
	before, after := a.list(), b.list()
	all := slices.Concat(before, after)
	switch {
	case !slices.ContainsFunc(all, func(n *node) bool { return !n.scalar() }):
		w.values(where, plainList(key, before), plainList(key, after))
	case slices.ContainsFunc(all, (*node).isRich):
		for _, c := range aligned(before, after, func(x, y *node) bool {
			return oneLine(richWords(x)) == oneLine(richWords(y)) && (!w.exact || richSource(x) == richSource(y))
		}) {
			w.rich(where, c.before, c.after)
		}
	default:
		w.things(where, key, before, after)
	}
}

// things compares two lists of objects, whatever their order. It takes a time that
// grows with the length of the lists, not with its square: a register may have
// thousands of rows.
func (w *walker) things(where, key string, before, after []*node) {
	match := matched(key, before, after)
	taken := make([]bool, len(after))
	var order []int // of what is in both, as it is now
	for i, a := range before {
		name := under(where, thingName(key, a, i))
		j := match[i]
		if j < 0 {
			w.came(name, key, a, nil)
			continue
		}
		taken[j] = true
		order = append(order, j)
		if a.is(nodeObject) && after[j].is(nodeObject) {
			w.fields(name, key, a, after[j])
		} else {
			w.pair(name, key, a, after[j])
		}
	}
	for j, b := range after {
		if !taken[j] {
			w.came(under(where, thingName(key, b, j)), key, nil, b)
		}
	}
	if !slices.IsSorted(order) {
		w.order(where, key, after, order)
	}
}

// came tells of a thing that came or went. One with nothing but a number, like a
// blank row, is counted elsewhere.
func (w *walker) came(where, key string, a, b *node) {
	words := func(n *node) string {
		if key == outcomesKey {
			return nodeWordsOf("numero", n.get("numero"))
		}
		if s := wholeWords(key, n); s != "" || n == nil || !w.exact {
			return s
		}
		return thingName(key, n, 0)
	}
	w.values(where, words(a), words(b))
}

// mostNames is how many names of a changed order are told at most.
const mostNames = 10

// order tells that things stand in another order: from the first that is not where
// it was.
func (w *walker) order(where, key string, after []*node, was []int) {
	is := slices.Sorted(slices.Values(was))
	first := 0
	for was[first] == is[first] {
		first++
	}
	names := func(order []int) string {
		var list []string
		for _, j := range order[first:min(len(order), first+mostNames)] {
			list = append(list, thingName(key, after[j], j))
		}
		if more := len(order) - first - mostNames; more > 0 {
			list = append(list, "e altri "+strconv.Itoa(more))
		}
		return strings.Join(list, "; ")
	}
	w.list = append(w.list, Differenza{under(where, "ordine"), names(was), names(is)})
}

// matched gives for each thing of a list its place in the other, or -1: the one
// with the same identity or, for things known by their words alone, the one that
// stands in its place.
func matched(key string, before, after []*node) []int {
	a, b := identities(key, before), identities(key, after)
	place := make(map[string]int, len(b))
	for j, x := range b {
		place[x.key] = j
	}
	match := make([]int, len(a))
	back := make([]bool, len(b))
	for i, x := range a {
		match[i] = -1
		if j, ok := place[x.key]; ok {
			match[i], back[j] = j, true
		}
	}
	// What is left stands after the same thing in both lists, or at their start, and
	// is as much in both: it was renamed.
	gaps := map[int][]int{}
	last := -1
	for j := range b {
		switch {
		case back[j]:
			last = j
		case !b[j].strong:
			gaps[last] = append(gaps[last], j)
		}
	}
	var gap []int
	last = -1
	fill := func() {
		if list := gaps[last]; len(list) == len(gap) {
			for n, i := range gap {
				match[i] = list[n]
			}
		}
		gap = nil
	}
	for i := range a {
		switch {
		case match[i] >= 0:
			fill()
			last = match[i]
		case !a[i].strong:
			gap = append(gap, i)
		}
	}
	fill()
	return match
}

// identity is what tells a thing of a list from the others. A strong one was given
// to it by the program or in the process file; a weak one is its name.
type identity struct {
	key    string
	strong bool
}

// identities are those of the things of a list; several of one are told apart by
// their order.
func identities(list string, things []*node) []identity {
	seen := map[string]int{}
	out := make([]identity, 0, len(things))
	for _, n := range things {
		id := identityOf(list, n)
		seen[id.key]++
		id.key += " " + strconv.Itoa(seen[id.key])
		out = append(out, id)
	}
	return out
}

func identityOf(list string, n *node) identity {
	for _, key := range identityKeys(list) {
		kid := n.get(key)
		switch {
		case kid == nil:
		case kid.is(nodeObject):
			if id := identityOf("", kid); id.key != "" {
				id.key = key + ": " + id.key
				return id
			}
		case kid.words != "":
			return identity{key + " " + kid.words, key == "id" || key == "campo" || key == "di"}
		}
	}
	return identity{}
}

// identityKeys are the keys that may tell one thing of a list from another, the
// surest first. A number mostly is only the place in the list, and «di» mostly a
// name.
func identityKeys(list string) []string {
	switch list {
	case "righe":
		return []string{"di", "nome", "chi"}
	case "tavoli":
		return []string{"campo", "numero", "nome"}
	case outcomesKey:
		return []string{"esito"}
	}
	return []string{"id", "campo", "dove", "nome", "titolo", "chi", "soggetto", "tavolo", "incontro", "periodo", "numero", "tipo", "dal"}
}

// numberIsPlace tells whether the numbers of the things of a list count them.
func numberIsPlace(list string) bool {
	return slices.Contains([]string{"righe", "aderenti", "componenti", "delegati", "proposte"}, list)
}
