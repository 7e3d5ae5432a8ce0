-- The first form of books.db, as it was released: never edit it.
CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
  id TEXT PRIMARY KEY NOT NULL,          -- Xero's InvoiceID
  push TEXT NOT NULL REFERENCES push(id),
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  total TEXT NOT NULL,                   -- as Xero answered
  created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  id TEXT PRIMARY KEY NOT NULL,
  day TEXT NOT NULL,
  client TEXT, project TEXT, task TEXT,
  billable INTEGER NOT NULL CHECK (billable IN (0, 1)),
  hands_off INTEGER NOT NULL CHECK (hands_off IN (0, 1)),
  unassigned TEXT CHECK (unassigned IN ('plain', 'hands-off', 'private')),
  start_s INTEGER NOT NULL,
  end_s INTEGER NOT NULL CHECK (end_s > start_s),
  seconds INTEGER NOT NULL CHECK (seconds > 0),
  note TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('rules', 'manual', 'import')),
  rule TEXT, rule_file TEXT, rule_line INTEGER,
  scattered INTEGER NOT NULL CHECK (scattered IN (0, 1)),
  zone TEXT NOT NULL, zone_offset INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'invoiced', 'rejected')),
  approved_ms INTEGER, approved_by TEXT,
  rate_hourly TEXT, rate_currency TEXT, rate_level TEXT, rate_from TEXT,
  rate_file TEXT, rate_line INTEGER,
  invoice TEXT REFERENCES invoice(id),
  CHECK ((project IS NULL) = (client IS NULL)),
  CHECK ((project IS NULL) = (unassigned IS NOT NULL)),
  CHECK ((state = 'invoiced') = (invoice IS NOT NULL)),
  CHECK ((state IN ('approved', 'invoiced')) = (approved_ms IS NOT NULL))
) STRICT;
CREATE INDEX entry_by_day ON entry(day);
CREATE INDEX entry_waiting ON entry(client) WHERE state = 'approved';

CREATE TABLE entry_span (
  entry TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  from_s INTEGER NOT NULL,
  to_s INTEGER NOT NULL CHECK (to_s > from_s),
  span TEXT NOT NULL,                    -- a span of activity.db, by its derived id
  absorbed INTEGER NOT NULL CHECK (absorbed IN (0, 1)),
  PRIMARY KEY (entry, from_s)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT NOT NULL,
  before TEXT NOT NULL,                  -- JSON: the entries it changed, as they were
  after TEXT NOT NULL                    -- JSON: and as they are
) STRICT;
CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TABLE link (
  client TEXT PRIMARY KEY NOT NULL,
  client_name TEXT NOT NULL,
  environment TEXT NOT NULL,             -- which Xero: the real one or a stand-in
  tenant TEXT NOT NULL,
  organisation TEXT NOT NULL,
  contact TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  linked_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
  environment TEXT NOT NULL,
  tenant TEXT NOT NULL,
  fetched_ms INTEGER NOT NULL,
  json TEXT NOT NULL,                    -- organisation, contacts, accounts, tax rates
  PRIMARY KEY (environment, tenant)
) STRICT, WITHOUT ROWID;

CREATE TABLE push (
  id TEXT PRIMARY KEY NOT NULL,          -- the batch's digest
  client TEXT NOT NULL,
  environment TEXT NOT NULL,
  tenant TEXT NOT NULL,
  organisation TEXT NOT NULL,
  contact TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  currency TEXT NOT NULL,
  reference TEXT NOT NULL,
  date TEXT NOT NULL,
  due TEXT,
  line_amount_types TEXT NOT NULL,
  idempotency_key TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL,                    -- exactly the bytes that are sent
  body_sha256 TEXT NOT NULL,
  state TEXT NOT NULL,                   -- JSON of the push machine's state
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE push_line (
  push TEXT NOT NULL REFERENCES push(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  description TEXT NOT NULL,
  quantity TEXT NOT NULL, unit_amount TEXT NOT NULL, line_amount TEXT NOT NULL,
  account TEXT NOT NULL, tax_type TEXT NOT NULL, tax TEXT NOT NULL,
  PRIMARY KEY (push, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE push_share (
  push TEXT NOT NULL,
  position INTEGER NOT NULL,
  entry TEXT NOT NULL REFERENCES entry(id),
  seconds INTEGER NOT NULL CHECK (seconds >= 0),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (push, entry),
  FOREIGN KEY (push, position) REFERENCES push_line(push, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
-- No entry is ever in two live invoices.
CREATE UNIQUE INDEX entry_billed_once ON push_share(entry) WHERE live = 1;
