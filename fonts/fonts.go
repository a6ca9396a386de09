// Package fonts embeds the typefaces of the acts: Liberation 2.1.5, under the
// SIL Open Font License 1.1 (see OFL.txt).
package fonts

import "embed"

// Files holds the TrueType files and their licence.
//
//go:embed *.ttf OFL.txt
var Files embed.FS
