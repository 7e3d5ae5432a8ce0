import GRDB

/// The forms that `books.db` has had, forward only. Never edit one that was released.
enum Migrations {
  /// `PRAGMA user_version` of the newest form.
  static let newest = 5
  /// `PRAGMA application_id`: "DayB".
  static let applicationID = 0x4461_7942

  /// - Parameter randomBytes: for the salts of notes.
  static func migrator(
    _ randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: first) }
    migrator.registerMigration("2") { database in
      try database.execute(sql: second)
      try EventBeforeChain.chainAll(in: database, randomBytes)
    }
    migrator.registerMigration("3") { try $0.execute(sql: third) }
    migrator.registerMigration("4") { try $0.execute(sql: Books.disownedTable) }
    migrator.registerMigration("5") { try $0.execute(sql: fifth) }
    return migrator
  }

  /// Times are UTC; `_s` seconds, `_ms` milliseconds since 1970. Money and hours are decimal text.
  static let first = """
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
    """

  /// The history as a chain, its notes apart from it so that they can be erased; closed days.
  private static let second = """
    ALTER TABLE entry ADD COLUMN
      edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1));
    ALTER TABLE entry ADD COLUMN
      note_written INTEGER NOT NULL DEFAULT 0 CHECK (note_written IN (0, 1));

    CREATE TABLE entry_span_2 (
      entry TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
      from_s INTEGER NOT NULL,
      to_s INTEGER NOT NULL CHECK (to_s > from_s),
      span TEXT,                             -- NULL: claimed by a person, no evidence covers it
      absorbed INTEGER NOT NULL CHECK (absorbed IN (0, 1)),
      PRIMARY KEY (entry, from_s)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO entry_span_2 SELECT entry, from_s, to_s, span, absorbed FROM entry_span;
    DROP TABLE entry_span;
    ALTER TABLE entry_span_2 RENAME TO entry_span;

    ALTER TABLE event RENAME TO event_before_chain;
    CREATE TABLE event (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL
        CHECK (kind IN ('change', 'undo', 'redo', 'part', 'wall', 'push', 'aside')),
      step INTEGER REFERENCES event(seq),    -- what was taken back or made again
      at_ms INTEGER NOT NULL,
      who TEXT NOT NULL,
      what TEXT NOT NULL,
      why TEXT NOT NULL,
      hash TEXT NOT NULL,                    -- of all of this row and the hash before
      before TEXT NOT NULL,                  -- JSON: what it changed, as it was
      after TEXT NOT NULL,                   -- JSON: and as it is; notes by their digests
      CHECK ((kind IN ('undo', 'redo', 'part')) = (step IS NOT NULL))
    ) STRICT;

    CREATE TABLE event_entry (
      entry TEXT NOT NULL,
      seq INTEGER NOT NULL REFERENCES event(seq),
      PRIMARY KEY (entry, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE note (
      digest TEXT PRIMARY KEY NOT NULL,      -- of salt, entry and text
      entry TEXT NOT NULL,
      salt BLOB, text TEXT,                  -- both gone once it is erased
      in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (in_doubt IN (0, 1)),
      CHECK ((salt IS NULL) = (text IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX note_of_entry ON note(entry);
    CREATE INDEX note_in_doubt ON note(entry) WHERE in_doubt = 1;
    CREATE TRIGGER note_is_erased_or_kept BEFORE UPDATE OF digest, entry, salt, text ON note
      WHEN NEW.digest <> OLD.digest OR NEW.entry <> OLD.entry OR NEW.text IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'notes are erased, never changed'); END;
    CREATE TRIGGER note_is_never_deleted BEFORE DELETE ON note
      BEGIN SELECT RAISE(ABORT, 'notes are erased, never deleted'); END;

    CREATE TABLE closed_day (
      day TEXT PRIMARY KEY NOT NULL,
      closed_ms INTEGER NOT NULL,
      closed_by TEXT NOT NULL,
      until_s INTEGER NOT NULL,              -- what was settled of the day by then
      entries_s INTEGER NOT NULL,
      unassigned_s INTEGER NOT NULL,
      evidence TEXT NOT NULL,                -- a digest of the active time up to until_s
      decisions TEXT NOT NULL                -- a digest of what was decided of its entries
    ) STRICT, WITHOUT ROWID;
    """

  /// Daily rates, roles, multipliers, write-offs.
  private static let third = """
    ALTER TABLE entry ADD COLUMN role TEXT;
    ALTER TABLE entry ADD COLUMN complexity TEXT;
    ALTER TABLE entry ADD COLUMN multiplier TEXT;
    -- rate_hourly is money per this unit: NULL an hour, else a day.
    ALTER TABLE entry ADD COLUMN rate_unit TEXT CHECK (rate_unit = 'day');
    ALTER TABLE entry ADD COLUMN rate_base TEXT;         -- where multipliers made another of it
    ALTER TABLE entry ADD COLUMN rate_role TEXT;
    ALTER TABLE entry ADD COLUMN rate_complexity TEXT;
    ALTER TABLE entry ADD COLUMN rate_multipliers TEXT;  -- JSON, in their order
    ALTER TABLE entry ADD COLUMN
      written_off INTEGER
        CHECK (written_off IS NULL OR (written_off = 1 AND state = 'approved'));
    -- NULL: the line counts hours, and its shares seconds. 'day': ten-thousandths of a day.
    ALTER TABLE push_line ADD COLUMN unit TEXT CHECK (unit = 'day');
    """

  /// What is written off may be shown on an invoice.
  private static let fifth = """
    ALTER TABLE entry ADD COLUMN
      off INTEGER
        CHECK (off IS NULL OR (off = 1 AND state IN ('approved', 'invoiced')));
    UPDATE entry SET off = written_off;
    ALTER TABLE entry DROP COLUMN written_off;
    ALTER TABLE entry RENAME COLUMN off TO written_off;
    """

  /// Once all events of the first form are chained.
  static let chained = """
    DROP TABLE event_before_chain;
    CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
    CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
    """
}
