package witness

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/miekg/dns"
)

// Server is one authoritative name server.
type Server struct {
	Address string // ADDR:PORT
	Key     *Key   // nil where questions are not signed
}

// ErrNoWord is for a server that answers, and has no record that could be understood.
var ErrNoWord = errors.New("no word")

// Ask reads the record from the server itself. An answer counts only where it is the server's own (AA, so that no cache
// prolongs a word) and, where there is a key, signed with it.
func (s Server) Ask(ctx context.Context, record string) (Word, error) {
	question := new(dns.Msg)
	question.SetQuestion(record, dns.TypeTXT)
	question.RecursionDesired = false
	answer, err := s.Exchange(ctx, question, "udp")
	if err != nil {
		return Word{}, err
	}
	if !answer.Authoritative {
		return Word{}, fmt.Errorf("%s: got an answer that is not its own, want an authoritative server", s.Address)
	}
	if answer.Rcode != dns.RcodeSuccess && answer.Rcode != dns.RcodeNameError {
		return Word{}, fmt.Errorf("%s: got %s", s.Address, dns.RcodeToString[answer.Rcode])
	}
	var texts []string
	for _, r := range answer.Answer {
		if txt, is := r.(*dns.TXT); is && strings.EqualFold(txt.Hdr.Name, record) {
			texts = append(texts, strings.Join(txt.Txt, ""))
		}
	}
	if len(texts) != 1 {
		return Word{}, fmt.Errorf("%s: %w: got %d texts of %s, want 1", s.Address, ErrNoWord, len(texts), record)
	}
	word, err := ParseWord(texts[0])
	if err != nil {
		return Word{}, fmt.Errorf("%s: %w: %s: %v", s.Address, ErrNoWord, record, err)
	}
	return word, nil
}

// Exchange sends one message and gives its answer, proved where there is a key.
func (s Server) Exchange(ctx context.Context, message *dns.Msg, network string) (*dns.Msg, error) {
	client := &dns.Client{Net: network, Timeout: time.Minute} // ctx ends it before
	if s.Key != nil {
		s.Key.sign(message, time.Now().Unix())
		client.TsigSecret = s.Key.secrets()
	}
	answer, _, err := client.ExchangeContext(ctx, message, s.Address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Address, err)
	}
	// The library checks a signature that is there, and lets an answer without one pass.
	if s.Key != nil && answer.IsTsig() == nil {
		return nil, fmt.Errorf("%s: got an answer without a signature (%s)", s.Address, dns.RcodeToString[answer.Rcode])
	}
	if len(answer.Question) > 0 && answer.Question[0] != message.Question[0] {
		return nil, fmt.Errorf("%s: got an answer to another question", s.Address)
	}
	return answer, nil
}
