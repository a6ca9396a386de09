package bundle

// What tests forge packages with.
var (
	EncodeEntry = encodeEntry
	EncodeLink  = encodeLink
)

// Parts of a package too large to be made in a test.
var (
	CentralHeader = centralHeader
	Ending        = ending
)
