// Package templates holds the words of the acts as the product ships them:
// Markdown with text/template actions, one file per act and shared partials
// whose names start with an underscore.
package templates

import "embed"

// Files are the shipped templates, "avviso.md" and the partials.
//
// A name that starts with an underscore is embedded only when it is named.
//
//go:embed *.md _*.md
var Files embed.FS
