package reconcile

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Told is what the reconciler tells the outside.
type Told struct {
	meter    atomic.Pointer[Meter]
	last     atomic.Pointer[string]
	keys     prometheus.Gauge
	divided  *prometheus.GaugeVec
	repaired *prometheus.CounterVec
	success  prometheus.Gauge
	failures prometheus.Counter
	passes   prometheus.Histogram
	lags     prometheus.Histogram
}

// NewTold registers the metrics.
func NewTold(registry prometheus.Registerer) *Told {
	t := &Told{
		keys: prometheus.NewGauge(prometheus.GaugeOpts{Name: "tripod_reconcile_keys", Help: "Keys of the source at the last pass."}),
		divided: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "tripod_reconcile_divergent_keys", Help: "Keys that differ after the last pass, by how.",
		}, []string{"kind"}),
		repaired: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tripod_reconcile_repaired_keys_total", Help: "Keys that were repaired, by how they differed.",
		}, []string{"kind"}),
		success: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "tripod_reconcile_last_success_timestamp_seconds", Help: "When a pass last left no difference.",
		}),
		failures: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "tripod_reconcile_failures_total", Help: "Passes that failed, or refused to repair.",
		}),
		passes: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "tripod_reconcile_pass_seconds", Help: "How long a pass took.", Buckets: []float64{0.1, 0.5, 1, 2.5, 5, 10, 30, 60},
		}),
		lags: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "tripod_reconcile_lag_seconds",
			Help:    "Time from an event of the source to the same at the copy, both as seen here.",
			Buckets: []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60},
		}),
	}
	oldest := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "tripod_reconcile_waiting_seconds", Help: "Age of the oldest event of the source that the copy does not have yet.",
	}, func() float64 {
		if meter := t.meter.Load(); meter != nil {
			return meter.Oldest().Seconds()
		}
		return 0
	})
	for _, kind := range Kinds {
		t.divided.WithLabelValues(string(kind))
		t.repaired.WithLabelValues(string(kind))
	}
	registry.MustRegister(t.keys, t.divided, t.repaired, t.success, t.failures, t.passes, t.lags, oldest)
	return t
}

func (t *Told) measure(m *Meter) { t.meter.Store(m) }

func (t *Told) lag(lag time.Duration) { t.lags.Observe(lag.Seconds()) }

func (t *Told) pass(result Result, err error) {
	line := result.String()
	if err != nil {
		t.failures.Inc()
		line = err.Error()
	}
	t.last.Store(&line)
	t.keys.Set(float64(result.Keys))
	t.passes.Observe(result.Took.Seconds())
	for _, kind := range Kinds {
		t.divided.WithLabelValues(string(kind)).Set(float64(result.Found[kind] - result.Repaired[kind]))
		t.repaired.WithLabelValues(string(kind)).Add(float64(result.Repaired[kind]))
	}
	if err != nil || result.Left() > 0 {
		return
	}
	t.success.SetToCurrentTime()
	if meter := t.meter.Load(); meter != nil {
		meter.Equal(result.Took)
	}
}

// Serve adds /state, what the last pass says, and /healthz.
func (t *Told) Serve(mux *http.ServeMux) {
	for _, path := range []string{"/state", "/healthz"} {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			line := "no pass yet"
			if last := t.last.Load(); last != nil {
				line = *last
			}
			fmt.Fprintln(w, line)
		})
	}
}
