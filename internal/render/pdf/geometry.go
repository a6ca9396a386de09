package pdf

import (
	"encoding/json"
	"fmt"
	"math"

	pdfw "concerta/internal/pdf"
)

// Names of the parts of a layout in JSON. A layout is kept with the act it is of
// and read years later, so that these names never change their meaning.
type (
	layoutJSON struct {
		Version int         `json:"version"`
		Pages   int         `json:"pages"`
		Places  []placeJSON `json:"places,omitempty"`
		Scan    []scanJSON  `json:"scan,omitempty"`
	}
	placeJSON struct {
		ID   string     `json:"id"`
		Page int        `json:"page"`
		Rect [4]float64 `json:"rect"` // points: left, bottom, right, top
	}
	scanJSON struct {
		Page    int           `json:"page"`
		Text    string        `json:"text"`
		Squares [4][4]float64 `json:"squares"` // top left, top right, bottom left, bottom right
		Codes   [2][4]float64 `json:"codes"`   // top right, bottom left
	}
)

// MarshalJSON implements [json.Marshaler]. Lengths are in points, to a hundredth.
func (l *Layout) MarshalJSON() ([]byte, error) {
	out := layoutJSON{Version: l.Version, Pages: l.Pages}
	for _, p := range l.Places {
		out.Places = append(out.Places, placeJSON{p.ID, p.Page, corners(p.Rect)})
	}
	for _, s := range l.Scan {
		one := scanJSON{Page: s.Page, Text: s.Text}
		for i, r := range s.Squares {
			one.Squares[i] = corners(r)
		}
		for i, r := range s.Codes {
			one.Codes[i] = corners(r)
		}
		out.Scan = append(out.Scan, one)
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("JSON of a layout: %w", err)
	}
	return b, nil
}

func corners(r pdfw.Rect) [4]float64 {
	return [4]float64{hundredth(r.X0), hundredth(r.Y0), hundredth(r.X1), hundredth(r.Y1)}
}

func hundredth(x float64) float64 { return math.Round(x*100) / 100 }
