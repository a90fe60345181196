package sites

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

// Probe asks a site whether it serves: 200 within the time.
type Probe struct {
	URL    string // %s stands for the address
	client *http.Client
}

// NewProbe reads the authority of the certificates, if there is one. serverName is what they must bear, where that is not
// the address.
func NewProbe(url, authority, serverName string, within time.Duration) (*Probe, error) {
	secured := &tls.Config{ServerName: serverName, MinVersion: tls.VersionTLS12}
	if authority != "" {
		pem, err := os.ReadFile(authority)
		if err != nil {
			return nil, err
		}
		secured.RootCAs = x509.NewCertPool()
		if !secured.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("%s: got no certificate", authority)
		}
	}
	// A new connection each time: one that still stands tells nothing about those to come. No proxy stands in between.
	transport := &http.Transport{TLSClientConfig: secured, DisableKeepAlives: true}
	refuse := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Probe{url, &http.Client{Transport: transport, Timeout: within, CheckRedirect: refuse}}, nil
}

// Ask gives nil where the site serves.
func (p *Probe) Ask(ctx context.Context, address string) error {
	if strings.Contains(address, ":") {
		address = "[" + address + "]"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.Replace(p.URL, "%s", address, 1), nil)
	if err != nil {
		return err
	}
	answer, err := p.client.Do(request)
	if err != nil {
		return err
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("got %s", answer.Status)
	}
	return nil
}
