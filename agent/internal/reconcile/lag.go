package reconcile

import "time"

// Lag matches what happens at the source with the same at the copy. It reads no clock: one process sees both sides, so no
// two clocks are compared, and half a round trip to the source is missing in what it measures.
type Lag struct {
	waiting map[string][]mark // at the source, not yet at the copy
	early   map[string]mark   // at the copy, of which the source's word is still on its way
	count   int
}

type mark struct {
	hash Hash
	at   time.Duration
}

const (
	mostWaiting = 100_000
	// A word of the source that comes later than that is another one.
	longestEarly = 5 * time.Second
)

// NewLag has nothing waiting.
func NewLag() *Lag { return &Lag{waiting: map[string][]mark{}, early: map[string]mark{}} }

// AtSource takes in an event of the source; matched where the copy had it already.
func (l *Lag) AtSource(key string, hash Hash, now time.Duration) (matched bool) {
	if e, has := l.early[key]; has && e.hash == hash && now-e.at < longestEarly {
		delete(l.early, key)
		return true
	}
	if l.count < mostWaiting {
		l.waiting[key] = append(l.waiting[key], mark{hash, now})
		l.count++
	}
	return false
}

// AtCopy takes in an event of the copy, and tells how long after the source's it came. What the source wrote to the key
// before that is no longer waited for.
func (l *Lag) AtCopy(key string, hash Hash, now time.Duration) (lag time.Duration, matched bool) {
	marks := l.waiting[key]
	for i, m := range marks {
		if m.hash == hash {
			l.count -= i + 1
			if l.waiting[key] = marks[i+1:]; len(l.waiting[key]) == 0 {
				delete(l.waiting, key)
			}
			return now - m.at, true
		}
	}
	if len(l.early) < mostWaiting {
		l.early[key] = mark{hash, now}
	}
	return 0, false
}

// Oldest is how long the oldest event has been waiting.
func (l *Lag) Oldest(now time.Duration) time.Duration {
	oldest := now
	for _, marks := range l.waiting {
		oldest = min(oldest, marks[0].at)
	}
	return now - oldest
}

// Forget drops what is older than a moment at which both sides were equal: a delete of what the copy never had is
// answered by no event.
func (l *Lag) Forget(before time.Duration) {
	for key, marks := range l.waiting {
		for len(marks) > 0 && marks[0].at < before {
			marks = marks[1:]
			l.count--
		}
		if l.waiting[key] = marks; len(marks) == 0 {
			delete(l.waiting, key)
		}
	}
	for key, e := range l.early {
		if e.at < before {
			delete(l.early, key)
		}
	}
}
