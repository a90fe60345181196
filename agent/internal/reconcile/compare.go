package reconcile

import (
	"fmt"
	"slices"
)

// Entry is what is known of a key: the revision that wrote it, and a hash of its value.
type Entry struct {
	Mod  int64
	Hash Hash
}

// Hash is the first half of a SHA-256.
type Hash [16]byte

// Kind is why a key differs.
type Kind string

// Missing and Different are put, Surplus is deleted.
const (
	Missing   Kind = "missing"
	Different Kind = "different"
	Surplus   Kind = "surplus"
)

// Kinds are all of them.
var Kinds = []Kind{Missing, Different, Surplus}

// Difference is one key, without its prefix. The revisions are what was seen: 0 where it was not there.
type Difference struct {
	Key    string
	Kind   Kind
	Source int64
	Copy   int64
}

// Compare tells how the copy differs, in the order of keys. The revisions of two clusters have nothing to do with each
// other: only values are compared.
func Compare(source, copied map[string]Entry) []Difference {
	var found []Difference
	for key, want := range source {
		if got, has := copied[key]; !has {
			found = append(found, Difference{key, Missing, want.Mod, 0})
		} else if got.Hash != want.Hash {
			found = append(found, Difference{key, Different, want.Mod, got.Mod})
		}
	}
	for key, got := range copied {
		if _, has := source[key]; !has {
			found = append(found, Difference{key, Surplus, 0, got.Mod})
		}
	}
	slices.SortFunc(found, func(a, b Difference) int {
		if a.Key < b.Key {
			return -1
		}
		return 1
	})
	return found
}

// Lasting are the differences that both looks saw, the very same ones: what changed in between is under way.
func Lasting(first, second []Difference) []Difference {
	seen := map[Difference]bool{}
	for _, d := range first {
		seen[d] = true
	}
	return slices.DeleteFunc(slices.Clone(second), func(d Difference) bool { return !seen[d] })
}

// Count is how many there are of each kind.
func Count(differences []Difference) map[Kind]int {
	count := map[Kind]int{Missing: 0, Different: 0, Surplus: 0}
	for _, d := range differences {
		count[d.Kind]++
	}
	return count
}

// CheckDeletes refuses to delete more than half of a copy: a source that was wiped or is another one must not wipe it.
func CheckDeletes(scope Scope, differences []Difference, copied int) error {
	if surplus := Count(differences)[Surplus]; surplus*2 > copied {
		return fmt.Errorf("%s: got %d of %d keys that the source does not have, want at most half; fix: look whether the source "+
			"is the right one and whole, then once with --allow-mass-delete", scope.Destination, surplus, copied)
	}
	return nil
}
