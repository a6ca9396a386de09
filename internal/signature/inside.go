package signature

import "context"

// Inside is the document in the envelopes around a file, as far as they can be opened:
// whoever looks at what a file holds looks there too. A file in none is itself. No
// signature is judged. The error is of the context.
func Inside(ctx context.Context, data []byte) ([]byte, error) {
	_, content, _, err := unwrap(ctx, data)
	if ctx.Err() != nil {
		return nil, err
	}
	if err != nil {
		return data, nil //nolint:nilerr // an envelope that nobody can open has nothing inside
	}
	return content, nil
}
