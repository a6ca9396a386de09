package processfile

import "concerta/internal/process"

// form is how a value is read, written and described, whatever key it stands
// under. One form serves the reader, the writer and the schema, so that none of
// them can know a key that the others do not.
type form[T any] struct {
	read  func(value, *T)
	write func(writer, T) *node // nil: there is nothing to write
	shape func() shape
}

// field is one key of a mapping.
type field struct {
	key      string
	required bool
	read     func(value)
	write    func(writer) *node
	shape    func() shape
	absent   func() // when the file does not have the key; may be nil
}

// must makes a field required.
func (f field) must() field {
	f.required = true
	return f
}

// group is the keys that a mapping may have, in the order they are written.
type group struct {
	fields []field
	after  func(v value, had map[string]bool) // what only the whole mapping tells; may be nil
}

func keys(fields ...field) group { return group{fields: fields} }

// and adds what is to be done once all the keys have been read.
func (g group) and(after func(v value, had map[string]bool)) group {
	g.after = after
	return g
}

// absent gives the keys of g their usual values.
func (g group) absent() {
	for _, f := range g.fields {
		if f.absent != nil {
			f.absent()
		}
	}
}

// at is the key of a value of the form.
func at[T any](key string, to *T, f form[T]) field {
	return field{
		key:   key,
		read:  func(v value) { f.read(v, to) },
		write: func(w writer) *node { return f.write(w, *to) },
		shape: f.shape,
	}
}

// usually gives a field the value it has when the file does not say; that value
// is not written.
func usually[T comparable](usual T, to *T, f field) field {
	write := f.write
	f.absent = func() { *to = usual }
	f.write = func(w writer) *node {
		if *to == usual {
			return nil
		}
		return write(w)
	}
	return f
}

// mapping is the form of a value with keys of its own.
func mapping[T any](describe func(*T) group) form[T] {
	return form[T]{
		read: func(v value, to *T) { v.object(describe(to)) },
		write: func(w writer, x T) *node {
			g := describe(&x)
			if w.blank(g) {
				return nil
			}
			return w.mapping(g)
		},
		shape: func() shape { return shapeOf(describe(new(T))) },
	}
}

// object is the key of a value with keys of its own.
func object[T any](key string, to *T, describe func(*T) group) field {
	f := at(key, to, mapping(describe))
	f.absent = func() { describe(to).absent() }
	return f
}

// optional is the key of a value with keys of its own that is nil when it is not
// there.
func optional[T any](key string, to **T, describe func(*T) group) field {
	return pointer(key, to, mapping(describe))
}

// pointer is the key of a value that is nil when it is not there.
func pointer[T any](key string, to **T, f form[T]) field {
	return field{
		key: key,
		read: func(v value) {
			*to = new(T)
			f.read(v, *to)
		},
		write: func(w writer) *node {
			if *to == nil {
				return nil
			}
			if n := f.write(w, **to); n != nil {
				return n
			}
			return emptyNode(f.shape())
		},
		shape: f.shape,
	}
}

// list is the key of a sequence of values with keys of their own.
func list[T any](key string, to *[]T, describe func(*T) group) field {
	return listOf(key, to, mapping(describe))
}

// listOf is the key of a sequence.
func listOf[T any](key string, to *[]T, item form[T]) field {
	return field{
		key: key,
		read: func(v value) {
			v.each(func(i value) {
				var x T
				item.read(i, &x)
				*to = append(*to, x)
			})
		},
		write: func(w writer) *node { return sequence(w, *to, item) },
		shape: func() shape {
			s := item.shape()
			return shape{kind: isList, item: &s}
		},
	}
}

func text(key string, to *string) field { return at(key, to, plainText()) }

func texts(key string, to *[]string) field { return listOf(key, to, plainText()) }

func date(key string, to *process.Date) field { return at(key, to, dateForm()) }

func hour(key string, to *process.TimeOfDay) field { return at(key, to, hourForm()) }

// number is the key of a whole number from least to most; 0 is none.
func number(key string, to *int, least, most int) field { return at(key, to, numberForm(least, most)) }

// choice is the key of one of a closed list of words.
func choice[T ~string](key string, to *T, all ...T) field { return at(key, to, oneOf(all...)) }

func yesNo(key string, to *bool) field { return at(key, to, yesNoForm()) }

// id is the key of the name by which the file itself calls a thing.
func id(key string, to *string) field { return at(key, to, idForm()) }

// gender is the key of what drives the words of our own templates.
func gender(to *process.Gender) field {
	return choice("genere", to, process.Feminine, process.Masculine)
}

// tableNumbers is the key of a list of tables.
func tableNumbers(to *[]int) field { return listOf("tavoli", to, tableNumber()) }

func tableNumber() form[int] { return numberForm(1, 999) }

// signMode is the key of how a party to an agreement signs.
func signMode(to *process.SignMode) field {
	return choice("firma", to, process.ByHand, process.Digital)
}
