package guard

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"tripod-iac/agent/internal/witness"
)

// play is a holder that does as it is told, and a dog that remembers.
type play struct {
	calls     []string
	openErr   error
	closeErr  error
	down      chan struct{}
	killEnds  bool
	takes     func()
	dogOpen   time.Duration
	dogClosed bool
}

func (p *play) Epoch(context.Context) (witness.Word, error) {
	return witness.Word{}, errors.New("unused")
}
func (p *play) IsClosed(context.Context) (bool, error) { return false, errors.New("unused") }
func (p *play) Down() <-chan struct{}                  { return p.down }
func (p *play) Closed()                                { p.dogClosed = true }
func (p *play) Close(context.Context) error {
	p.calls = append(p.calls, "close")
	return p.closeErr
}
func (p *play) Kill(string) {
	p.calls = append(p.calls, "kill")
	if p.killEnds {
		close(p.down)
	}
}

type playHolder struct{ *play }

func (p playHolder) Open(context.Context) error {
	p.calls = append(p.calls, "open")
	if p.takes != nil {
		p.takes()
	}
	return p.openErr
}

type playDog struct{ *play }

func (p playDog) Open(until time.Duration) { p.dogOpen, p.dogClosed = until, false }

func playing(p *play, now *time.Duration) *Guard {
	clock := func() time.Duration { return *now }
	servers := []witness.Server{{Address: "192.0.2.1:53"}}
	return &Guard{
		Self: "production", Servers: servers, Lease: 10 * time.Second, Poll: time.Second, CloseLimit: 3 * time.Second,
		Holder: playHolder{p}, Dog: playDog{p}, Now: clock, Told: NewTold(prometheus.NewRegistry(), servers, 10*time.Second, clock),
	}
}

func TestAct(t *testing.T) {
	open := Verdict{Open: true, Epoch: 7, Until: 10 * time.Second}
	shut := Verdict{Reason: "because"}
	for name, c := range map[string]struct {
		play     *play
		verdicts []Verdict
		calls    []string
		line     string
	}{
		"closes at first":              {&play{}, []Verdict{shut}, []string{"close"}, "closed because"},
		"once is enough":               {&play{}, []Verdict{shut, shut, shut}, []string{"close"}, "closed because"},
		"opens, and stays open":        {&play{}, []Verdict{shut, open, open}, []string{"close", "open"}, "open 7"},
		"closes when its turn is over": {&play{}, []Verdict{open, shut}, []string{"close", "open", "close"}, "closed because"},
		"the next epoch closes in between": {&play{}, []Verdict{open, {Open: true, Epoch: 9, Until: 10 * time.Second}},
			[]string{"close", "open", "close", "open"}, "open 9"},
		"what did not open may open later: it is closed": {&play{openErr: errors.New("no")}, []Verdict{open, open},
			[]string{"close", "open", "close"}, "closed it did not open yet"},
		"what did not close is killed": {&play{closeErr: errors.New("no"), down: make(chan struct{}), killEnds: true},
			[]Verdict{shut}, []string{"close", "kill"}, "closed because"},
		"what cannot be killed is told": {&play{closeErr: errors.New("no")}, []Verdict{shut, shut},
			[]string{"close", "kill"}, "open 0, CANNOT CLOSE: because"},
		"a lease that is nearly over opens nothing": {&play{}, []Verdict{shut, {Open: true, Epoch: 7, Until: 2 * time.Second}},
			[]string{"close"}, "closed it did not open yet"},
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Duration(0)
			g := playing(c.play, &now)
			for _, v := range c.verdicts {
				g.act(v)
			}
			if !slices.Equal(c.play.calls, c.calls) || g.Told.line != c.line {
				t.Errorf("got %v and %q, want %v and %q", c.play.calls, g.Told.line, c.calls, c.line)
			}
		})
	}
	t.Run("the dog knows before it opens", func(t *testing.T) {
		now := time.Duration(0)
		p := &play{}
		var knew time.Duration
		p.takes = func() { knew = p.dogOpen }
		g := playing(p, &now)
		g.act(open)
		if knew != open.Until {
			t.Errorf("it knew of %s", knew)
		}
		g.act(shut)
		if !p.dogClosed {
			t.Error("it was not told of the close")
		}
	})
	t.Run("a failed close is tried again after a second", func(t *testing.T) {
		now := time.Duration(0)
		p := &play{closeErr: errors.New("no")}
		g := playing(p, &now)
		g.act(shut)
		now = 500 * time.Millisecond
		g.act(shut)
		now = time.Second
		p.closeErr = nil
		g.act(shut)
		if !slices.Equal(p.calls, []string{"close", "kill", "close"}) {
			t.Error(p.calls)
		}
	})
}

func TestSee(t *testing.T) {
	now := time.Duration(0)
	p := &play{}
	g := playing(p, &now)
	open := Verdict{Open: true, Epoch: 7, Until: 10 * time.Second}
	g.act(Verdict{})
	g.see(reading{closed: false, acts: g.acts.Load() - 1})
	if g.state != isClosed {
		t.Error("a reading from before the close was believed")
	}
	g.see(reading{closed: false, acts: g.acts.Load()})
	g.act(Verdict{})
	if !slices.Equal(p.calls, []string{"close", "close"}) {
		t.Error("what somebody opened was not closed", p.calls)
	}
	g.act(open)
	g.see(reading{closed: true, acts: g.acts.Load()})
	g.act(open)
	if g.Told.line != "closed by hand" || len(p.calls) != 3 {
		t.Error("what somebody closed was opened", g.Told.line, p.calls)
	}
	g.see(reading{word: witness.Word{Epoch: 7, Side: "production"}})
	g.see(reading{err: errors.New("too busy"), blind: errors.New("too busy")})
	if g.own.err != nil {
		t.Error("a server that is too busy has lost its epoch")
	}
	g.see(reading{err: witness.ErrNoWord})
	if g.own.err == nil {
		t.Error("a table that is gone still counts")
	}
}
