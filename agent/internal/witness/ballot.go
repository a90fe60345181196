package witness

import (
	"slices"
	"time"
)

// Ballot holds the last word of each server. It does no I/O and reads no clock.
type Ballot struct {
	votes []vote
}

type vote struct {
	word  Word
	asked time.Duration
	valid bool
}

// NewBallot is for so many servers, none of which has been heard.
func NewBallot(servers int) *Ballot { return &Ballot{votes: make([]vote, servers)} }

// Hear takes an answer in. Counted from when the question was sent, not from when its answer came: the server may have
// given it at any moment in between, and have been changed right after. An answer to an older question is dropped.
func (b *Ballot) Hear(server int, word Word, asked time.Duration) {
	if v := &b.votes[server]; !v.valid || asked >= v.asked {
		*v = vote{word, asked, true}
	}
}

// Forget is for a server that answers, but has no such record.
func (b *Ballot) Forget(server int) { b.votes[server] = vote{} }

// Majority is the word of more than half of all servers, heard or not, and the moment up to which it is certain: when the
// oldest question of the youngest majority was sent.
//
// A change of the record counts when a majority of the servers has it. Any two majorities share a server. That server gave
// its answer before it was changed, so whoever relies on this word has asked before the change was complete, and is closed
// one lease after that.
func (b *Ballot) Majority() (word Word, asked time.Duration, found bool) {
	quorum := len(b.votes)/2 + 1
	when := map[Word][]time.Duration{}
	for _, v := range b.votes {
		if v.valid {
			when[v.word] = append(when[v.word], v.asked)
		}
	}
	for w, times := range when {
		if len(times) >= quorum {
			slices.Sort(times)
			return w, times[len(times)-quorum], true
		}
	}
	return Word{}, 0, false
}
