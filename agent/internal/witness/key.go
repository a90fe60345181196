package witness

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/miekg/dns"
)

// Key signs questions and proves answers (TSIG, RFC 8945). Names as DNS writes them, with their final dot.
type Key struct {
	Name      string
	Algorithm string
	Secret    string
}

var (
	keyName      = regexp.MustCompile(`\bkey\s+"?([^"\s{]+)"?\s*\{`)
	keyAlgorithm = regexp.MustCompile(`\balgorithm\s+"?([A-Za-z0-9-]+)"?\s*;`)
	keySecret    = regexp.MustCompile(`\bsecret\s+"([^"]+)"\s*;`)
)

// ReadKey reads the secret from a file: the bare base64 text, or a key as `tsig-keygen` writes it and `nsupdate -k` reads
// it. What name and algorithm leave empty is taken from there.
func ReadKey(name, algorithm, file string) (*Key, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	secret := strings.TrimSpace(string(content))
	if found := keySecret.FindStringSubmatch(secret); found != nil {
		if n := keyName.FindStringSubmatch(secret); n != nil && name == "" {
			name = n[1]
		}
		if a := keyAlgorithm.FindStringSubmatch(secret); a != nil && algorithm == "" {
			algorithm = a[1]
		}
		secret = found[1]
	}
	if algorithm == "" {
		algorithm = "hmac-sha256"
	}
	if name == "" {
		return nil, fmt.Errorf("%s: got a secret without a name; fix: --tsig-name, or a file as tsig-keygen writes it", file)
	}
	if secret == "" || strings.ContainsAny(secret, " \n\t{}") {
		return nil, fmt.Errorf("%s: got no secret; fix: write the base64 text alone, or a file as tsig-keygen writes it", file)
	}
	return &Key{dns.CanonicalName(name), dns.CanonicalName(algorithm), secret}, nil
}

// sign lets a message be signed when it is sent. 300 seconds is the difference of clocks that RFC 8945 recommends.
func (k *Key) sign(message *dns.Msg, now int64) { message.SetTsig(k.Name, k.Algorithm, 300, now) }

func (k *Key) secrets() map[string]string { return map[string]string{k.Name: k.Secret} }
