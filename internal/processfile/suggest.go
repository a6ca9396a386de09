package processfile

import "strings"

func keyList(fields []field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.key
	}
	return wordList(names, "e")
}

// wordList is "a, b e c", with the last joined by word.
func wordList(names []string, word string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// suggestion names the key meant, when one is near enough, or all of them.
func suggestion(name string, fields []field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.key
	}
	if near := nearest(name, names); near != "" {
		return "Forse si intendeva «" + near + "»."
	}
	return "Le chiavi possibili qui sono " + wordList(names, "e") + "."
}

// maxCompared bounds how many names are compared with an unknown one.
const maxCompared = 200

// nearest is the name that differs least from s, or "" when none is alike.
func nearest(s string, names []string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "_", "-"))
	best, least := "", len([]rune(s))/3+2
	for _, n := range names[:min(len(names), maxCompared)] {
		if d := distance(s, n, least); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is the number of letters to add, drop or change to make b of a, or
// at least limit when that is not less.
func distance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	if len(ra)-len(rb) >= limit || len(rb)-len(ra) >= limit {
		return limit
	}
	row := make([]int, len(rb)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range ra {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range rb {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(rb)]
}
