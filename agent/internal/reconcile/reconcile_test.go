package reconcile

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestScopes(t *testing.T) {
	for _, into := range []string{"/mirror/production", "/mirror/production/"} {
		got, faults := Scopes([]string{"/apisix/", "/a/b/"}, into, false)
		want := []Scope{{"/apisix/", "/mirror/production/apisix/"}, {"/a/b/", "/mirror/production/a/b/"}}
		if !reflect.DeepEqual(got, want) || faults != nil {
			t.Error(got, faults)
		}
	}
	if got, faults := Scopes([]string{"/registry/"}, "/", true); faults != nil || got[0] != (Scope{"/registry/", "/registry/"}) {
		t.Error(got, faults)
	}
	for name, c := range map[string]struct {
		prefixes []string
		into     string
		want     string
	}{
		"no prefix":        {nil, "/m", "--prefix: got none"},
		"the whole":        {[]string{"/"}, "/m", "is not the whole"},
		"half a name":      {[]string{"/apis"}, "/m", "slash at both ends"},
		"no destination":   {[]string{"/a/"}, "", "--destination-prefix: got none"},
		"the source's own": {[]string{"/a/"}, "/", "got /, want"},
		"two slashes":      {[]string{"/a/"}, "/m//n", "one slash before each"},
		"leases":           {[]string{"/registry/leases/"}, "/m", "belongs to one cluster"},
		"the registry":     {[]string{"/registry/configmaps/"}, "/m", "--cold-standby"},
		"twice":            {[]string{"/a/", "/a/"}, "/m", "one inside the other"},
		"inside":           {[]string{"/a/", "/a/b/"}, "/m", "one inside the other"},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := Scopes(c.prefixes, c.into, false)
			found := false
			for _, fault := range faults {
				found = found || strings.Contains(fault.Error(), c.want)
			}
			if !found {
				t.Errorf("got %v, want %s", faults, c.want)
			}
		})
	}
}

func TestCompare(t *testing.T) {
	source := map[string]Entry{"a": {1, Hash{1}}, "b": {2, Hash{2}}, "c": {3, Hash{3}}}
	copied := map[string]Entry{"b": {7, Hash{2}}, "c": {8, Hash{9}}, "d": {9, Hash{4}}}
	first := Compare(source, copied)
	want := []Difference{{"a", Missing, 1, 0}, {"c", Different, 3, 8}, {"d", Surplus, 0, 9}}
	if !reflect.DeepEqual(first, want) {
		t.Error(first)
	}
	// In between the source wrote c again, and the mirror wrote a and deleted d, which somebody put back.
	source["c"], copied["a"], copied["d"] = Entry{4, Hash{5}}, Entry{10, Hash{1}}, Entry{11, Hash{4}}
	if lasting := Lasting(first, Compare(source, copied)); len(lasting) != 0 {
		t.Error(lasting)
	}
	if lasting := Lasting(first, first); !reflect.DeepEqual(lasting, want) {
		t.Error(lasting)
	}
	scope := Scope{"/a/", "/m/a/"}
	if err := CheckDeletes(scope, first, 3); err != nil {
		t.Error(err)
	}
	if err := CheckDeletes(scope, first, 2); err != nil {
		t.Error(err)
	}
	if err := CheckDeletes(scope, first, 1); err == nil {
		t.Error("the only key was deleted")
	}
}

func TestLag(t *testing.T) {
	const ms = time.Millisecond
	l := NewLag()
	l.AtSource("a", Hash{1}, 10*ms)
	l.AtSource("a", Hash{2}, 20*ms)
	l.AtSource("b", Hash{3}, 30*ms)
	if l.Oldest(50*ms) != 40*ms {
		t.Error(l.Oldest(50 * ms))
	}
	// The copy shows the second value only: the first is no longer waited for.
	if lag, matched := l.AtCopy("a", Hash{2}, 60*ms); lag != 40*ms || !matched || l.Oldest(70*ms) != 40*ms {
		t.Error(lag, matched, l.Oldest(70*ms))
	}
	if _, matched := l.AtCopy("c", Hash{4}, 70*ms); matched || !l.AtSource("c", Hash{4}, 80*ms) {
		t.Error("what came early was not matched")
	}
	l.Forget(90 * ms)
	if l.Oldest(100*ms) != 0 || l.count != 0 {
		t.Error("something is waited for still", l)
	}
}

func TestBatch(t *testing.T) {
	if got := chunk([]int{1, 2, 3, 4, 5}, 2); !reflect.DeepEqual(got, [][]int{{1, 2}, {3, 4}, {5}}) {
		t.Error(got)
	}
	var changes []change
	for range keysPerTxn + 1 {
		changes = append(changes, change{size: 100})
	}
	changes = append(changes, change{size: bytesPerTxn}, change{size: 1})
	sizes := []int{}
	for _, b := range batch(changes) {
		sizes = append(sizes, len(b))
	}
	if !reflect.DeepEqual(sizes, []int{keysPerTxn, 1, 1, 1}) {
		t.Error(sizes)
	}
}
