package bundle

// What tests forge packages with.
var (
	EncodeEntry = encodeEntry
	EncodeLink  = encodeLink
)
