/**
 * The steps that lead from an empty database to today's; a released step never changes. Unknown is NULL, times are
 * milliseconds, money is whole micro-dollars. `sequence` tells apart what began in the same millisecond. A `day` is one of
 * the machine's own calendar, as `local_day` makes it, and stays what it was when the machine moves to another zone; rows
 * of the first version have none.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE requests (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at_ms INTEGER NOT NULL,
    client TEXT,
    protocol TEXT NOT NULL,
    requested_model TEXT,
    route TEXT,
    reason TEXT,
    target TEXT,
    provider TEXT GENERATED ALWAYS AS (substr(target, 1, instr(target || '/', '/') - 1)) VIRTUAL,
    status INTEGER,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    cost_micros INTEGER,
    ttft_ms REAL,
    total_ms REAL,
    attempts INTEGER NOT NULL,
    error TEXT
  ) STRICT;
  CREATE INDEX requests_by_time ON requests (at_ms);
  CREATE INDEX requests_by_provider ON requests (provider, at_ms);
  CREATE INDEX requests_by_route ON requests (route, at_ms);
  CREATE INDEX requests_by_status ON requests (status, at_ms);`,

  `ALTER TABLE requests ADD COLUMN day TEXT;
  ALTER TABLE requests ADD COLUMN session_id TEXT;
  ALTER TABLE requests ADD COLUMN cache_write_1h_tokens INTEGER;
  ALTER TABLE requests ADD COLUMN thinking_tokens INTEGER;
  ALTER TABLE requests ADD COLUMN price TEXT;
  ALTER TABLE requests ADD COLUMN facts TEXT;
  ALTER TABLE requests ADD COLUMN attempt_log TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE daily_usage (
    day TEXT NOT NULL,
    client TEXT NOT NULL,
    route TEXT NOT NULL,
    target TEXT NOT NULL,
    requests INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    input_unknown INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    output_unknown INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_read_unknown INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    cache_write_unknown INTEGER NOT NULL,
    thinking_tokens INTEGER NOT NULL,
    thinking_unknown INTEGER NOT NULL,
    cost_micros INTEGER NOT NULL,
    cost_unknown INTEGER NOT NULL,
    unpriced INTEGER NOT NULL,
    PRIMARY KEY (day, client, route, target)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO daily_usage SELECT
    local_day(at_ms), ifnull(client, ''), ifnull(route, ''), ifnull(target, ''), count(*), ifnull(sum(status >= 400), 0),
    ifnull(sum(input_tokens), 0), ifnull(sum(input_tokens IS NULL), 0),
    ifnull(sum(output_tokens), 0), ifnull(sum(output_tokens IS NULL), 0),
    ifnull(sum(cache_read_tokens), 0), ifnull(sum(cache_read_tokens IS NULL), 0),
    ifnull(sum(cache_write_tokens), 0), ifnull(sum(cache_write_tokens IS NULL), 0),
    ifnull(sum(thinking_tokens), 0), ifnull(sum(thinking_tokens IS NULL), 0),
    ifnull(sum(cost_micros), 0), ifnull(sum(cost_micros IS NULL), 0),
    ifnull(sum(cost_micros IS NULL AND status < 400), 0)
  FROM requests GROUP BY 1, 2, 3, 4;`,

  `CREATE TABLE transactions (
    id INTEGER PRIMARY KEY,
    client TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('top-up', 'charge', 'correction')),
    amount_micros INTEGER NOT NULL,
    balance_micros INTEGER NOT NULL,
    basis_micros INTEGER NOT NULL,
    request_id TEXT UNIQUE,
    route TEXT,
    target TEXT,
    cost_micros INTEGER,
    note TEXT,
    CHECK ((kind = 'charge') = (request_id IS NOT NULL))
  ) STRICT;
  CREATE INDEX transactions_by_client ON transactions (client, id);
  CREATE TRIGGER transactions_stay BEFORE DELETE ON transactions
    BEGIN SELECT raise(ABORT, 'transactions are never deleted'); END;
  CREATE TRIGGER transactions_stay_as_they_are BEFORE UPDATE ON transactions
    BEGIN SELECT raise(ABORT, 'transactions are never changed'); END;`,
  `CREATE TABLE token_calibration (
    target TEXT PRIMARY KEY,
    observations TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;`,
];
