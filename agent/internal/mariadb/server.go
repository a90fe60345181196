package mariadb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
	"tripod-iac/agent/internal/witness"
)

// Server is a holder: a MariaDB server that is the agent's child.
//
// Closed is `read_only=ON`: no statement and no commit of a client succeeds any more (MariaDB, "read_only"). Accounts with
// READ ONLY ADMIN or SUPER, replication and Galera's appliers are exempt: nobody but people and the agent may have either.
type Server struct {
	child *Child
	// Three connections that stay: a server without a free one must still be closed, and one that hangs must be evicted.
	watch, closer, evictor line
	isReached              atomic.Bool
}

// Props tell how the server is reached.
type Props struct {
	Socket string
	User   string
	// PasswordFile holds the password alone, and is read for each connection. Empty: the account has none (unix_socket).
	PasswordFile string
}

// New is for a child that has been started.
func New(child *Child, props Props) (*Server, error) {
	config := mysql.NewConfig()
	config.Net, config.Addr, config.User = "unix", props.Socket, props.User
	config.Timeout = time.Second
	err := config.Apply(mysql.BeforeConnect(func(_ context.Context, c *mysql.Config) error {
		if props.PasswordFile == "" {
			return nil
		}
		password, err := os.ReadFile(props.PasswordFile)
		c.Passwd = strings.TrimRight(string(password), "\n")
		return err
	}))
	if err != nil {
		return nil, err
	}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	s := &Server{child: child}
	for _, l := range []*line{&s.watch, &s.closer, &s.evictor} {
		l.db = db
	}
	return s, nil
}

// Epoch is the newest row of tripod.epoch. A table that is missing or empty is no epoch.
func (s *Server) Epoch(ctx context.Context) (witness.Word, error) {
	var word witness.Word
	err := s.watch.use(ctx, func(c *sql.Conn) error {
		const newest = "SELECT epoch, side FROM tripod.epoch ORDER BY epoch DESC LIMIT 1"
		return c.QueryRowContext(ctx, newest).Scan(&word.Epoch, &word.Side)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return word, fmt.Errorf("%w: tripod.epoch is empty", witness.ErrNoWord)
	}
	var told *mysql.MySQLError
	// ER_NO_SUCH_TABLE, ER_BAD_DB_ERROR
	if errors.As(err, &told) && (told.Number == 1146 || told.Number == 1049) {
		return word, fmt.Errorf("%w: %s", witness.ErrNoWord, told.Message)
	}
	return word, err
}

// IsClosed asks the server, and keeps the connections for closing alive.
func (s *Server) IsClosed(ctx context.Context) (bool, error) {
	var on bool
	err := s.watch.use(ctx, func(c *sql.Conn) error {
		return c.QueryRowContext(ctx, "SELECT @@GLOBAL.read_only").Scan(&on)
	})
	if err != nil {
		return false, err
	}
	if !s.isReached.Load() {
		if err := s.child.CheckUser(); err != nil {
			s.Kill(err.Error())
			return false, err
		}
		s.isReached.Store(true)
	}
	for _, l := range []*line{&s.closer, &s.evictor} {
		if err := l.use(ctx, func(c *sql.Conn) error { return c.PingContext(ctx) }); err != nil {
			log.Print("mariadb: cannot keep a connection for closing: ", err)
		}
	}
	return on, nil
}

// Open lets it take writes.
func (s *Server) Open(ctx context.Context) error {
	s.isReached.Store(true)
	return s.closer.use(ctx, func(c *sql.Conn) error {
		_, err := c.ExecContext(ctx, "SET GLOBAL read_only=OFF")
		return err
	})
}

// Close waits for statements that are writing and for table locks: after a third of its time it ends the connections of
// all clients. Once it returns nil, no commit is acknowledged.
func (s *Server) Close(ctx context.Context) error {
	if !s.isReached.Load() {
		return nil // started closed, and nobody was there to open it
	}
	patience := time.Second
	if deadline, has := ctx.Deadline(); has {
		patience = time.Until(deadline) / 3
	}
	evict := time.AfterFunc(patience, func() { s.evict(ctx) })
	defer evict.Stop()
	return s.closer.use(ctx, func(c *sql.Conn) error {
		if _, err := c.ExecContext(ctx, "SET GLOBAL read_only=ON"); err != nil {
			return err
		}
		var on bool
		if err := c.QueryRowContext(ctx, "SELECT @@GLOBAL.read_only").Scan(&on); err != nil || on {
			return err
		}
		return errors.New("it was set, and somebody else has unset it")
	})
}

// evict ends every connection of clients but the agent's own three. Those of replication stay.
func (s *Server) evict(ctx context.Context) {
	log.Print("mariadb: closing waits for clients: ending their connections")
	own := fmt.Sprintf("%d,%d,%d", s.watch.id.Load(), s.closer.id.Load(), s.evictor.id.Load())
	err := s.evictor.use(ctx, func(c *sql.Conn) error {
		rows, err := c.QueryContext(ctx, "SELECT id FROM information_schema.processlist WHERE id NOT IN ("+own+
			") AND user NOT IN ('system user', 'event_scheduler', 'unauthenticated user')"+
			" AND command NOT IN ('Daemon', 'Binlog Dump', 'Slave_IO', 'Slave_SQL', 'Slave_worker')")
		if err != nil {
			return err
		}
		var ids []uint64
		for rows.Next() {
			var id uint64
			if err := rows.Scan(&id); err != nil {
				return errors.Join(err, rows.Close())
			}
			ids = append(ids, id)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		for _, id := range ids {
			// One that has ended by itself is no fault (ER_NO_SUCH_THREAD).
			if _, err := c.ExecContext(ctx, fmt.Sprintf("KILL HARD CONNECTION %d", id)); err != nil && !isGone(err) {
				return err
			}
		}
		return nil
	})
	if err != nil {
		log.Print("mariadb: cannot end the connections of clients: ", err)
	}
}

func isGone(err error) bool {
	var told *mysql.MySQLError
	return errors.As(err, &told) && told.Number == 1094
}

// Kill ends the server at once. What it has acknowledged is in its log, if it syncs that with every commit.
func (s *Server) Kill(reason string) {
	log.Printf("mariadb: killing the server: %s", reason)
	s.child.Kill()
	<-s.child.Ended()
}

// Down is closed once the server has ended.
func (s *Server) Down() <-chan struct{} { return s.child.Ended() }

// Stop asks the server to end by itself. It has been closed before.
func (s *Server) Stop() {
	s.child.Signal(syscall.SIGTERM)
	<-s.child.Ended()
}
