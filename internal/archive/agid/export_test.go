package agid

// WalkTexts gives tests every text of d, to look at or to break.
func WalkTexts(d *Document, see func(path string, v *string)) { walk(d, see, func(string, string) {}) }

// PersonCode and BodyCode are the checks of tax codes.
func PersonCode(s string) bool { return personCode(s) }

func BodyCode(s string) bool { return bodyCode(s) }

// Postal recognises postal addresses.
func Postal(s string) bool { return postal(s) }
