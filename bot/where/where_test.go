package where

import (
	"math"
	"testing"
)

func TestZone(t *testing.T) {
	for _, c := range []struct {
		lat, lon float64
		want     string
	}{
		{52.52, 13.40, "Europe/Berlin"},
		{51.51, -0.13, "Europe/London"},
		{40.71, -74.01, "America/New_York"},
		{19.08, 72.88, "Asia/Kolkata"},
		{33.45, -112.07, "America/Phoenix"},
		{-33.87, 151.21, "Australia/Sydney"},
		{27.72, 85.32, "Asia/Kathmandu"},
		{-17.75, 177.45, "Pacific/Fiji"},
		{64.15, -21.94, "Atlantic/Reykjavik"},
		{40, -30, ""}, // at sea
		{90, 0, ""},
		{91, 0, ""},
		{0, 181, ""},
		{math.NaN(), 0, ""},
		{0, math.Inf(1), ""},
	} {
		if got := Zone(c.lat, c.lon); got != c.want {
			t.Errorf("%v, %v: %q, want %q", c.lat, c.lon, got, c.want)
		}
	}
}
