// Package examples embeds whole process files that can be imported as they
// are: the notice of Casarano of 2013, and made-up processes of other shapes.
package examples

import "embed"

// Files holds the process files, by name: "casarano-2013.yaml".
//
//go:embed *.yaml
var Files embed.FS
