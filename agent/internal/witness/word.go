// Package witness asks name servers outside of both cities whose turn it is.
//
// The record is a TXT record with one text, "<epoch> <environment>", on an odd number of independent authoritative
// servers. Its word counts when a majority of them says it.
package witness

import (
	"fmt"
	"strconv"
	"strings"
)

// Word is what the record says: the number of the turn, and the environment whose turn it is.
type Word struct {
	Epoch uint64
	Side  string
}

func (w Word) String() string { return fmt.Sprintf("%d %s", w.Epoch, w.Side) }

// ParseWord reads the text of the record. Epochs start with 1 and are written without leading zeros, so that two texts
// are equal exactly when their words are.
func ParseWord(text string) (Word, error) {
	number, side, found := strings.Cut(text, " ")
	epoch, err := strconv.ParseUint(number, 10, 63)
	if err != nil || epoch == 0 || !found || side == "" || strings.ContainsAny(side, " \t\n") {
		return Word{}, fmt.Errorf("got %q, want \"<epoch> <environment>\"", text)
	}
	word := Word{epoch, side}
	if word.String() != text {
		return Word{}, fmt.Errorf("got %q, want %q", text, word)
	}
	return word, nil
}
