package mariadb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"sync"
	"sync/atomic"
)

// line is one connection that is kept. It is made anew when it broke.
type line struct {
	db    *sql.DB
	mutex sync.Mutex
	conn  *sql.Conn
	id    atomic.Uint64 // as the server knows it
}

// use runs something on the connection. One whose question failed to be answered is thrown away: what it asked may still
// be under way.
func (l *line) use(ctx context.Context, ask func(*sql.Conn) error) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.conn == nil {
		conn, err := l.db.Conn(ctx)
		if err != nil {
			return err
		}
		var id uint64
		if err := conn.QueryRowContext(ctx, "SELECT CONNECTION_ID()").Scan(&id); err != nil {
			conn.Close()
			return err
		}
		l.conn = conn
		l.id.Store(id)
	}
	err := ask(l.conn)
	if err != nil && (ctx.Err() != nil || l.conn.PingContext(ctx) != nil) {
		_ = l.conn.Raw(func(any) error { return driver.ErrBadConn })
		l.conn.Close()
		l.conn = nil
	}
	return err
}
