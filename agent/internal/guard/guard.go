package guard

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync/atomic"
	"time"

	"tripod-iac/agent/internal/clock"
	"tripod-iac/agent/internal/witness"
)

// Guard opens and closes one holder.
type Guard struct {
	Self       string
	Servers    []witness.Server
	Record     string
	Lease      time.Duration
	Poll       time.Duration
	CloseLimit time.Duration
	Holder     Holder
	Now        clock.Clock
	Told       *Told
	Dog        Dog

	ballot *witness.Ballot
	own    reading
	state  state
	opened uint64        // epoch for which it was opened
	byHand bool          // somebody else closed it: it stays so until the next epoch
	retry  time.Duration // no new try before
	last   string        // what was said last
	acts   atomic.Uint64 // counts changes of the holder, so that a reading from before one is known as such
}

type state int

const (
	isUnknown state = iota // has to be closed
	isClosed
	isOpen
)

// reading is what the holder said when it was asked.
type reading struct {
	word   witness.Word
	err    error
	closed bool
	blind  error // why closed is not known
	acts   uint64
}

// Run guards until its context ends, and closes the holder then, or until the holder is gone.
func (g *Guard) Run(ctx context.Context) error {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	g.ballot = witness.NewBallot(len(g.Servers))
	g.own.err = errNotAsked
	heard := witness.Watch(inner, g.Servers, g.Record, g.Poll, g.Now)
	readings := g.watchHolder(inner)
	verdict := Verdict{Reason: "it has just started"}
	for {
		g.act(verdict)
		select {
		case <-ctx.Done():
			return g.end()
		case <-g.Holder.Down():
			g.Dog.Closed()
			g.Told.state("closed", "what it guards has ended")
			return nil
		case h := <-heard:
			g.hear(h)
		case r := <-readings:
			g.see(r)
		case <-time.After(g.wait(verdict)):
		}
		verdict = g.decide()
	}
}

// end closes for the last time. What cannot be closed may stay open without a guard: that is said, and tried some more.
func (g *Guard) end() error {
	for range 10 {
		if g.act(Verdict{Reason: "the guard ends"}); g.state == isClosed {
			return nil
		}
		select {
		case <-g.Holder.Down():
			g.Dog.Closed()
			return nil
		case <-time.After(time.Second):
		}
	}
	return errors.New("it could not be closed before the guard ended")
}

func (g *Guard) decide() Verdict {
	word, asked, found := g.ballot.Majority()
	sight := Sight{Now: g.Now(), Word: word, Asked: asked, Heard: found, Own: g.own.word, HasOwn: g.own.err == nil}
	if g.own.err != nil {
		sight.Why = g.own.err.Error()
	}
	g.Told.sight(sight)
	return Decide(g.Self, g.Lease, sight)
}

// wait is how long nothing can change by itself: an open holder's lease ends, or a failed try is due again.
func (g *Guard) wait(v Verdict) time.Duration {
	until := g.Poll
	if v.Open {
		until = min(until, v.Until-g.Now())
	}
	return max(until, 0)
}

func (g *Guard) hear(h witness.Heard) {
	g.Told.heard(h)
	switch {
	case h.Err == nil:
		g.ballot.Hear(h.Server, h.Word, h.Asked)
	case isNoWord(h.Err):
		g.ballot.Forget(h.Server)
	}
}

// see takes in what the holder said. An epoch once read counts until another is read: a server that is too busy to answer
// has not lost its record.
func (g *Guard) see(r reading) {
	if r.err == nil || g.own.err != nil || isNoWord(r.err) {
		g.own = r
	}
	if r.blind != nil || r.acts != g.acts.Load() {
		return
	}
	switch {
	case g.state == isClosed && !r.closed:
		log.Print("guard: it is open and must not be: somebody else opened it")
		g.state = isUnknown
	case g.state == isOpen:
		if r.closed && !g.byHand {
			log.Print("guard: somebody else closed it; it stays closed until that is undone, or the next epoch")
		}
		g.byHand = r.closed
	}
}

// act brings the holder to where the verdict wants it. It returns within the limit of closing, and an opening never lasts
// longer than the lease.
func (g *Guard) act(v Verdict) {
	if g.state == isOpen && (!v.Open || v.Epoch != g.opened) {
		g.state = isUnknown
		g.retry = 0
	}
	if g.state == isUnknown && g.Now() >= g.retry {
		g.close(v)
	}
	if g.state == isClosed && v.Open && g.Now() >= g.retry {
		g.open(v)
	}
	switch g.state {
	case isOpen:
		g.Dog.Open(v.Until)
	case isClosed:
		g.Dog.Closed()
	}
	switch {
	case g.state == isOpen && g.byHand:
		g.Told.state("closed", "by hand")
	case g.state == isOpen:
		g.Told.state("open", fmt.Sprint(g.opened))
	case g.state == isUnknown:
		g.Told.state("open", fmt.Sprintf("%d, CANNOT CLOSE: %s", g.opened, v.Reason))
		g.say("CANNOT CLOSE: " + v.Reason)
	case v.Open:
		g.Told.state("closed", "it did not open yet")
	default:
		g.Told.state("closed", v.Reason)
		g.say("closed: " + v.Reason)
	}
}

func (g *Guard) close(v Verdict) {
	ctx, cancel := context.WithTimeout(context.Background(), g.CloseLimit)
	defer cancel()
	begin := g.Now()
	g.acts.Add(1)
	err := g.Holder.Close(ctx)
	g.acts.Add(1)
	g.Told.closing(g.Now()-begin, err)
	if err == nil {
		g.state, g.byHand, g.retry = isClosed, false, 0
		return
	}
	log.Printf("guard: closing failed: %v", err)
	g.Holder.Kill(v.Reason)
	select {
	case <-g.Holder.Down():
		g.state = isClosed
	default:
	}
	g.retry = g.Now() + time.Second
}

func (g *Guard) open(v Verdict) {
	// What is opened late must be closed at once: leave time for both.
	if v.Until-g.Now() < g.Lease/4 {
		g.retry = g.Now() + g.Poll
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), v.Until-g.Now())
	defer cancel()
	g.Dog.Open(v.Until)
	g.acts.Add(1)
	err := g.Holder.Open(ctx)
	g.acts.Add(1)
	if err != nil {
		// It may still open, later than anybody asked for: only a close that succeeds tells.
		log.Printf("guard: opening failed: %v", err)
		g.state = isUnknown
		g.close(v)
		g.retry = g.Now() + time.Second
		return
	}
	g.state, g.opened, g.byHand = isOpen, v.Epoch, false
	g.Told.opening()
	g.say("open: epoch " + v.word(g.Self))
}

// say logs a line once.
func (g *Guard) say(line string) {
	if line != g.last {
		log.Print("guard: ", line)
		g.last = line
	}
}
