package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"reflect"
	"sync"

	"github.com/mattn/go-sqlite3"
)

// conn is a connection spoken to without database/sql, which takes nearly as long for what
// it adds as SQLite takes for a row. Its statements are prepared once.
type conn struct {
	sqlite     *sqlite3.SQLiteConn
	statements map[string]prepared
	args       []driver.NamedValue
}

// prepared is a statement that was prepared.
type prepared interface {
	driver.StmtQueryContext
	driver.StmtExecContext
	Close() error
}

// tx is a transaction on it.
type tx struct{ *conn }

// inTx runs a transaction between those of others: the writer's connection is one. What
// was not committed is rolled back.
func (db *DB) inTx(ctx context.Context, run func(*tx) error) error {
	return db.data.inTx(ctx, run)
}

// pool is an open file: one connection of the writer's, so that only one transaction runs
// at a time, or several that read.
type pool struct {
	*sql.DB
	mu    sync.Mutex
	conns map[*sqlite3.SQLiteConn]*conn
}

func newPool(file *sql.DB) *pool { return &pool{DB: file, conns: map[*sqlite3.SQLiteConn]*conn{}} }

func (p *pool) inTx(ctx context.Context, run func(*tx) error) error {
	return p.use(ctx, func(c *conn) error { return c.transact(run) })
}

// use waits for a connection until ctx ends.
func (p *pool) use(ctx context.Context, run func(*conn) error) error {
	held, err := p.Conn(ctx)
	if err != nil {
		return err
	}
	defer held.Close()
	return held.Raw(func(raw any) error { return run(p.conn(raw.(*sqlite3.SQLiteConn))) })
}

// one reads the first row of a query; sql.ErrNoRows where there is none.
func one[T any](ctx context.Context, p *pool, scan func(scanner) (T, error), query string, args ...any) (row T, err error) {
	err = p.use(ctx, func(c *conn) error {
		found, err := allOn(c, scan, query, args...)
		if err == nil && len(found) == 0 {
			return sql.ErrNoRows
		}
		row, _ = only(found)
		return err
	})
	return row, err
}

// allOn reads the rows of a query.
func allOn[T any](c *conn, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := c.query(query, args...)
	return collect(rows, err, scan)
}

func (p *pool) conn(of *sqlite3.SQLiteConn) *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conns[of] == nil {
		p.conns[of] = &conn{sqlite: of, statements: map[string]prepared{}}
	}
	return p.conns[of]
}

func (c *conn) transact(run func(*tx) error) error {
	if err := c.begin(); err != nil {
		return err
	}
	defer func() {
		if !c.sqlite.AutoCommit() {
			_ = c.run("ROLLBACK")
		}
	}()
	if err := run(&tx{c}); err != nil {
		return err
	}
	return c.run("COMMIT")
}

// begin tries once more where another program, a backup say, has the file.
func (c *conn) begin() error {
	err := c.run("BEGIN IMMEDIATE")
	if busy(err) {
		err = c.run("BEGIN IMMEDIATE")
	}
	return err
}

// run runs a statement that returns nothing: by way of query, which takes one step into C
// with all parameters.
func (c *conn) run(sql string, args ...any) error {
	rows, err := c.query(sql, args...)
	if err != nil {
		return err
	}
	return rows.Close()
}

// change runs a statement and says how many rows it changed. RETURNING would say so too,
// and makes a table for it each time.
func (c *conn) change(sql string, args ...any) (rows int64, err error) {
	statement, err := c.ready(sql, args)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(context.Background(), c.args)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// query runs a statement up to its first row.
func (c *conn) query(sql string, args ...any) (*cursor, error) {
	statement, err := c.ready(sql, args)
	if err != nil {
		return nil, err
	}
	rows, err := statement.QueryContext(context.Background(), c.args)
	if err != nil {
		return nil, err
	}
	return &cursor{rows: rows}, nil
}

// ready is a statement whose parameters lie in c.args.
func (c *conn) ready(sql string, args []any) (prepared, error) {
	if err := c.bind(args); err != nil {
		return nil, err
	}
	return c.prepare(sql)
}

func (c *conn) prepare(sql string) (prepared, error) {
	if s := c.statements[sql]; s != nil {
		return s, nil
	}
	s, err := c.sqlite.Prepare(sql)
	if err != nil {
		return nil, err
	}
	c.statements[sql] = s.(prepared)
	return c.statements[sql], nil
}

func (c *conn) bind(args []any) error {
	c.args = c.args[:0]
	for i, arg := range args {
		value, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			return err
		}
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: value})
	}
	return nil
}

// close lets go of the statements, which would keep the connection from being closed.
func (p *pool) close() error {
	for _, c := range p.conns {
		for _, s := range c.statements {
			_ = s.Close()
		}
	}
	return p.Close()
}

// cursor is the rows of a query.
type cursor struct {
	rows   driver.Rows
	values []driver.Value
	err    error
}

func (c *cursor) Next() bool {
	if c.values == nil {
		c.values = make([]driver.Value, len(c.rows.Columns()))
	}
	err := c.rows.Next(c.values)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return err == nil
}

func (c *cursor) Err() error   { return c.err }
func (c *cursor) Close() error { return c.rows.Close() }

// Scan reads a row into pointers.
func (c *cursor) Scan(into ...any) error {
	for i, value := range c.values {
		if err := assign(into[i], value); err != nil {
			return fmt.Errorf("reading column %d: %w", i, err)
		}
	}
	return nil
}

// assign reads a value as SQLite has it: an integer, text or a blob.
func assign(into any, value driver.Value) error {
	if p, ok := into.(*any); ok {
		*p = value
		return nil
	}
	to := reflect.ValueOf(into).Elem()
	switch v := value.(type) {
	case nil:
		if to.Kind() == reflect.Slice {
			to.SetZero()
			return nil
		}
	case string:
		return assignText(to, v)
	case []byte:
		return assignText(to, v)
	case int64:
		switch to.Kind() {
		case reflect.Bool:
			to.SetBool(v != 0)
			return nil
		case reflect.Int, reflect.Int64:
			to.SetInt(v)
			return nil
		}
	}
	return fmt.Errorf("%T is not %s", value, to.Type())
}

func assignText[T string | []byte](to reflect.Value, v T) error {
	switch to.Kind() {
	case reflect.String:
		to.SetString(string(v))
	case reflect.Slice:
		to.SetBytes([]byte(v))
	default:
		return fmt.Errorf("text is not %s", to.Type())
	}
	return nil
}
