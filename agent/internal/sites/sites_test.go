package sites

import (
	"slices"
	"testing"
)

func TestHealth(t *testing.T) {
	var h Health
	for i, step := range []struct {
		ok   bool
		want State
	}{
		{true, Unknown}, {true, Up}, {false, Up}, {false, Up}, {true, Up}, {false, Up}, {false, Up}, {false, Down}, {true, Down}, {false, Down},
		{true, Down}, {true, Up},
	} {
		if h.See(step.ok, 2, 3); h.State() != step.want {
			t.Errorf("step %d: got %s, want %s", i, h.State(), step.want)
		}
	}
}

func TestWant(t *testing.T) {
	sites := []Site{{"a", "10.0.0.1"}, {"b", "10.0.0.2"}}
	one, two := []string{"10.0.0.1"}, []string{"10.0.0.1", "10.0.0.2"}
	for name, c := range map[string]struct {
		a, b    State
		current []string
		want    []string
		ours    bool
	}{
		"all up":                     {Up, Up, two, two, true},
		"one comes back":             {Up, Up, one, two, true},
		"one is down":                {Up, Down, two, one, true},
		"all down":                   {Down, Down, two, two, true},
		"unknown stays in":           {Unknown, Unknown, two, two, true},
		"unknown stays out":          {Unknown, Unknown, one, one, true},
		"the only one goes, unknown": {Down, Unknown, one, one, true},
		"empty":                      {Up, Up, nil, nil, false},
		"leads elsewhere":            {Up, Up, []string{"10.9.9.9"}, nil, false},
		"leads elsewhere as well":    {Up, Up, []string{"10.0.0.1", "10.9.9.9"}, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			want, ours := Want(sites, []State{c.a, c.b}, c.current)
			if !slices.Equal(want, c.want) || ours != c.ours {
				t.Errorf("got %v %v", want, ours)
			}
		})
	}
}
