/**
 * The steps that lead from an empty database to today's; a released step never changes. Unknown is NULL, times are
 * milliseconds, money is whole micro-dollars. `sequence` tells apart what began in the same millisecond.
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
];
