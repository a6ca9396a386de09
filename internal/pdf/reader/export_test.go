package reader

// Tokens reads bytes as a content stream, for fuzzing what stands behind the
// digest that guards a whole file.
func Tokens(data []byte) error {
	in := &interpreter{page: &Page{}, fonts: map[Name]*Font{"F0": {unicode: map[int]string{65: "A"}, width: map[int]float64{65: 500}, simple: true}}}
	return in.run(data)
}
