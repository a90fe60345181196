package witness

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestParseWord(t *testing.T) {
	if got, err := ParseWord("7 production"); err != nil || got != (Word{7, "production"}) {
		t.Error(got, err)
	}
	for _, bad := range []string{"", "7", "7 ", " production", "0 production", "07 production", "-1 production", "7  production",
		"7 a b", "7 production ", "9223372036854775808 production", "seven production"} {
		if got, err := ParseWord(bad); err == nil {
			t.Errorf("%q: got %v", bad, got)
		}
	}
}

func TestBallot(t *testing.T) {
	a, b := Word{7, "a"}, Word{8, "b"}
	type hear struct {
		server int
		word   Word
		asked  time.Duration
	}
	for name, c := range map[string]struct {
		servers int
		heard   []hear
		word    Word
		asked   time.Duration
		found   bool
	}{
		"nobody":                        {3, nil, Word{}, 0, false},
		"one of one":                    {1, []hear{{0, a, 5}}, a, 5, true},
		"one of three":                  {3, []hear{{0, a, 5}}, Word{}, 0, false},
		"two of three: the older":       {3, []hear{{0, a, 5}, {1, a, 3}}, a, 3, true},
		"three of three: the second":    {3, []hear{{0, a, 5}, {1, a, 3}, {2, a, 9}}, a, 5, true},
		"five of five: the third":       {5, []hear{{0, a, 5}, {1, a, 4}, {2, a, 3}, {3, a, 2}, {4, a, 1}}, a, 3, true},
		"a minority has changed":        {3, []hear{{0, a, 5}, {1, a, 3}, {2, a, 4}, {2, b, 6}}, a, 3, true},
		"no word has a majority":        {5, []hear{{0, a, 1}, {1, a, 1}, {2, b, 1}, {3, b, 1}}, Word{}, 0, false},
		"a late answer is dropped":      {1, []hear{{0, b, 5}, {0, a, 4}}, b, 5, true},
		"same epoch, two sides: no way": {3, []hear{{0, Word{7, "a"}, 1}, {1, Word{7, "b"}, 1}}, Word{}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			ballot := NewBallot(c.servers)
			for _, h := range c.heard {
				ballot.Hear(h.server, h.word, h.asked)
			}
			if word, asked, found := ballot.Majority(); word != c.word || asked != c.asked || found != c.found {
				t.Errorf("got %v %v %v, want %v %v %v", word, asked, found, c.word, c.asked, c.found)
			}
		})
	}
	ballot := NewBallot(1)
	ballot.Hear(0, a, 1)
	ballot.Forget(0)
	if _, _, found := ballot.Majority(); found {
		t.Error("what was forgotten still counts")
	}
}

func TestReadKey(t *testing.T) {
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const file = "key \"of-file\" {\n\talgorithm hmac-sha512;\n\tsecret \"c2VjcmV0\";\n};\n"
	for name, c := range map[string]struct {
		name, algorithm, text string
		want                  Key
	}{
		"bare":           {"of-flag", "", "c2VjcmV0\n", Key{"of-flag.", "hmac-sha256.", "c2VjcmV0"}},
		"as tsig-keygen": {"", "", file, Key{"of-file.", "hmac-sha512.", "c2VjcmV0"}},
		"flags win":      {"of-flag", "hmac-sha384", file, Key{"of-flag.", "hmac-sha384.", "c2VjcmV0"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := ReadKey(c.name, c.algorithm, write(c.text)); err != nil || *got != c.want {
				t.Error(got, err)
			}
		})
	}
	for _, bad := range []string{"", "c2VjcmV0", "key \"a\" { algorithm hmac-sha256; };"} {
		if got, err := ReadKey("", "", write(bad)); err == nil {
			t.Errorf("%q: got %v", bad, got)
		}
	}
	if _, err := ReadKey("a", "", "/no/such/file"); err == nil {
		t.Error("a missing file was read")
	}
}
