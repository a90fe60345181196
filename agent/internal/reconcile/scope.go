// Package reconcile makes a mirror of etcd equal to its source again: what `etcdctl make-mirror` misses while it is down,
// deletes above all, it never makes up for (etcdctl/doc/mirror_maker.md, and tried).
package reconcile

import (
	"fmt"
	"strings"
)

// Scope is one key space of the source, and where its copy lies.
type Scope struct{ Source, Destination string }

// Key space of the API server, and what of it belongs to one cluster alone: a copy of it acts on the wrong hosts, or never
// expires since leases are not copied.
const registry = "/registry/"

var ownOfCluster = []string{"/registry/leases", "/registry/events", "/registry/masterleases", "/registry/minions", "/registry/pods"}

// Scopes says where the copy of each prefix lies: the destination's prefix with the source's behind it, a slash counted
// once. `/apisix/` below `/mirror/production` lies at `/mirror/production/apisix/`.
func Scopes(prefixes []string, destination string, coldStandby bool) ([]Scope, []error) {
	var faults []error
	fault := func(format string, values ...any) { faults = append(faults, fmt.Errorf(format, values...)) }
	if len(prefixes) == 0 {
		fault("--prefix: got none, want at least one")
	}
	switch {
	case destination == "":
		fault("--destination-prefix: got none; fix: a prefix that nothing but the mirror uses, such as /mirror/production")
	case !strings.HasPrefix(destination, "/") || strings.Contains(destination, "//"):
		fault("--destination-prefix: got %q, want names with one slash before each", destination)
	case destination == "/" && !coldStandby:
		fault("--destination-prefix: got /, want one that nothing else uses; only a --cold-standby has the keys of its source")
	}
	scopes := []Scope{}
	for i, prefix := range prefixes {
		if !strings.HasPrefix(prefix, "/") || !strings.HasSuffix(prefix, "/") || prefix == "/" {
			fault("--prefix: got %q, want one with a slash at both ends that is not the whole", prefix)
		}
		if strings.HasPrefix(prefix, "/registry") && !coldStandby {
			fault("--prefix: got %s, the API server's own; fix: --cold-standby, where no API server runs at the destination", prefix)
		}
		for _, own := range ownOfCluster {
			if strings.HasPrefix(prefix, own+"/") && !coldStandby {
				fault("--prefix: got %s, which belongs to one cluster alone; fix: leave it out", prefix)
			}
		}
		for _, other := range prefixes[:i] {
			if strings.HasPrefix(prefix, other) || strings.HasPrefix(other, prefix) {
				fault("--prefix: got %s and %s, one inside the other; fix: leave the inner one out", other, prefix)
			}
		}
		scopes = append(scopes, Scope{prefix, strings.TrimSuffix(destination, "/") + prefix})
	}
	return scopes, faults
}
