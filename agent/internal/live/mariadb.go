package live

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
)

// Database is a MariaDB server that the agent runs.
type Database struct {
	*Process
	t        *testing.T
	flags    []string
	Folder   string
	password string
	page     string
	Socket   string
	User     string // of the server
}

// password has what quoting goes wrong with.
const password = `a 'strange" one`

var template string

// datadir makes a database with the accounts of the agent and of an application, and epoch 7 of production. What MariaDB
// takes seconds to install is made once and copied.
func datadir(t *testing.T, folder string) {
	t.Helper()
	if template == "" {
		path, err := os.MkdirTemp("", "tripod-mariadb-")
		if err != nil {
			t.Fatal(err)
		}
		template = path
		Run(t, "", Program(t, "mariadb-install-db"), "--no-defaults", "--user=root", "--datadir="+path,
			"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve")
		Run(t, `CREATE DATABASE tripod;
CREATE DATABASE bank;
CREATE TABLE tripod.epoch (epoch BIGINT PRIMARY KEY, side VARCHAR(63), at TIMESTAMP) ENGINE=InnoDB;
INSERT INTO tripod.epoch VALUES (7, 'production', NOW());
CREATE TABLE bank.ledger (id BIGINT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(40)) ENGINE=InnoDB;
CREATE TABLE bank.old (id BIGINT) ENGINE=MyISAM;
FLUSH PRIVILEGES;
GRANT READ_ONLY ADMIN, CONNECTION ADMIN, PROCESS ON *.* TO tripod@localhost IDENTIFIED BY '`+strings.ReplaceAll(password, "'", "''")+`';
GRANT SELECT ON tripod.epoch TO tripod@localhost;
CREATE USER app@localhost;
GRANT ALL ON bank.* TO app@localhost;
`, Program(t, "mariadbd"), "--no-defaults", "--user=root", "--datadir="+path, "--bootstrap")
	}
	Run(t, "", "cp", "-a", template, folder)
}

// Guarded runs a new server under `tripod-agent guard`.
func Guarded(t *testing.T, flags ...string) *Database {
	t.Helper()
	Program(t, "mariadbd")
	folder := t.TempDir()
	d := &Database{User: "root", t: t, flags: flags, Folder: folder, Socket: filepath.Join(folder, "s"), page: fmt.Sprintf("127.0.0.1:%d", Port(t))}
	d.password = File(t, filepath.Join(folder, "password"), password+"\n")
	datadir(t, filepath.Join(folder, "data"))
	d.Restart()
	return d
}

// Restart starts agent and server, anew.
func (d *Database) Restart(more ...string) {
	d.t.Helper()
	arguments := append([]string{"guard"}, d.flags...)
	arguments = append(arguments, "--metrics", d.page, "mariadb", "--socket", d.Socket, "--user", "tripod", "--password-file", d.password, "--",
		Program(d.t, "mariadbd"), "--no-defaults", "--user="+d.User, "--datadir="+filepath.Join(d.Folder, "data"), "--socket="+d.Socket,
		"--skip-networking", "--innodb-buffer-pool-size=16M", "--pid-file="+filepath.Join(d.Folder, "pid"))
	d.Process = Start(d.t, Agent(d.t), append(arguments, more...)...)
}

// Pid is the server's.
func (d *Database) Pid() string {
	pid, err := os.ReadFile(filepath.Join(d.Folder, "pid"))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(pid))
}

// State is what the agent's page says.
func (d *Database) State() string { return Get(d.t, "http://"+d.page+"/state") }

// Page gives another page.
func (d *Database) Page(path string) string { return Get(d.t, "http://"+d.page+path) }

// Connect gives a pool of one user. root is exempt from read_only.
func (d *Database) Connect(user string) *sql.DB {
	d.t.Helper()
	config := mysql.NewConfig()
	config.Net, config.Addr, config.User, config.DBName, config.Timeout = "unix", d.Socket, user, "bank", time.Second
	connector, err := mysql.NewConnector(config)
	if err != nil {
		d.t.Fatal(err)
	}
	db := sql.OpenDB(connector)
	d.t.Cleanup(func() { db.Close() })
	return db
}
