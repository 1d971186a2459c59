// Package where says which time zone a place on the earth is in. The shapes of the
// zones come with the program; nobody is asked over a network, and no place is kept.
package where

import (
	"math"
	"strings"
	"sync"
	"time"

	"github.com/ringsaturn/tzf"
)

// finder reads the shapes when they are first needed: it takes most of a second and
// some 30 MB, which a bot that is never sent a place need not spend.
var finder = sync.OnceValues(tzf.NewDefaultFinder)

// Zone is the IANA name of the zone at a latitude and longitude in degrees; "" at sea,
// and where there is no such place. It may take a second, so no turn waits for it.
func Zone(lat, lon float64) string {
	if !(math.Abs(lat) <= 90 && math.Abs(lon) <= 180) { // NaN is not either
		return ""
	}
	f, err := finder()
	if err != nil {
		return ""
	}
	zone := f.GetTimezoneName(lon, lat)
	if _, err := time.LoadLocation(zone); err != nil || strings.HasPrefix(zone, "Etc/") {
		return ""
	}
	return zone
}
