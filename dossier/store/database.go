package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"

	"modernc.org/sqlite"
)

// database is the image of the vault seen through SQLite: one connection that
// writes, and a few that can only read.
type database struct {
	write, read *sql.DB
}

const readers = 2

// openDatabase connects to the database that the VFS of the given name holds
// under the given file name.
func openDatabase(file, vfs string) (*database, error) {
	return connect(dsn(file, vfs, url.Values{"_txlock": {"immediate"}}), dsn(file, vfs, url.Values{"_query_only": {"1"}}))
}

func connect(write, read string) (*database, error) {
	db := &database{write: sql.OpenDB(connector{write}), read: sql.OpenDB(connector{read})}
	db.write.SetMaxOpenConns(1)
	db.read.SetMaxOpenConns(readers)
	db.read.SetMaxIdleConns(readers)
	if err := db.write.Ping(); err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), db.close())
	}
	return db, nil
}

func (db *database) close() error { return errors.Join(db.read.Close(), db.write.Close()) }

// dsn says how every connection is set up. temp_store=2 is not an optimisation:
// without it SQLite sorts through unnamed files in /var/tmp, in clear text.
// journal_mode has its own key because the driver sorts the list of pragmas.
func dsn(file, vfs string, more url.Values) string {
	v := url.Values{
		"_pragma": {
			"temp_store(2)", "secure_delete(1)", "trusted_schema(0)", "cell_size_check(1)", "cache_size(-8000)",
		},
		"_busy_timeout": {"5000"},
		"_foreign_keys": {"1"},
		"_journal_mode": {"MEMORY"},
		"_synchronous":  {"OFF"}, // the VFS opens no file; the vault waits for the disk
		"_dqs":          {"0"},
		"_defensive":    {"1"},
	}
	if vfs != "" {
		v.Set("vfs", vfs)
	}
	for k, values := range more {
		v[k] = values
	}
	return "file:" + file + "?" + v.Encode()
}

// connector opens connections that cannot reach a file. It uses a driver value
// of its own, so nothing is registered for the whole program.
type connector struct{ dsn string }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d := &sqlite.Driver{}
	d.RegisterConnectionHook(denyFiles)
	return d.Open(c.dsn)
}

func (c connector) Driver() driver.Driver { return &sqlite.Driver{} }

// denyFiles refuses ATTACH of any file, and with it VACUUM INTO. VACUUM itself
// attaches a database without a name.
func denyFiles(conn sqlite.ExecQuerierContext, _ string) error {
	a, ok := conn.(sqlite.AuthorizerRegisterer)
	if !ok {
		return errors.New("open database: the driver has no authorizer")
	}
	return a.RegisterAuthorizer(func(action sqlite.AuthorizerActionCode, name, _, _, _ string) sqlite.AuthorizerReturnCode {
		if action == sqlite.AuthAttach && name != "" {
			return sqlite.AuthorizerDeny
		}
		return sqlite.AuthorizerOK
	})
}

// session is one transaction. Statements are prepared once in it.
type session struct {
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
}

// in runs f in one transaction of db and commits it if f gives no error.
func in(ctx context.Context, db *sql.DB, f func(*session) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	x := &session{tx: tx, stmts: make(map[string]*sql.Stmt)}
	if err := f(x); err != nil {
		return errors.Join(err, rollback(tx))
	}
	if err := tx.Commit(); err != nil {
		return errors.Join(fmt.Errorf("commit: %w", err), rollback(tx))
	}
	return nil
}

func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return fmt.Errorf("roll back: %w", err)
	}
	return nil
}

func (x *session) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := x.stmts[query]; s != nil {
		return s, nil
	}
	s, err := x.tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	x.stmts[query] = s
	return s, nil
}

func (x *session) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := x.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// each runs f for every row of a query. f must not use the session: a
// connection has one open set of rows at a time.
func (x *session) each(ctx context.Context, query string, args []any, f func(scan func(...any) error) error) error {
	s, err := x.prepare(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one scans the first row into dest; found is false when there is none.
func (x *session) one(ctx context.Context, query string, args []any, dest ...any) (found bool, err error) {
	s, err := x.prepare(ctx, query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// column is all values of the first column of a query.
func column[T any](ctx context.Context, x *session, query string, args ...any) ([]T, error) {
	var out []T
	err := x.each(ctx, query, args, func(scan func(...any) error) error {
		var v T
		if err := scan(&v); err != nil {
			return err
		}
		out = append(out, v)
		return nil
	})
	return out, err
}
