CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL,
  label TEXT NOT NULL,
  code TEXT NOT NULL,
  right_side TEXT,
  reason TEXT NOT NULL,
  until TEXT,
  revokes TEXT,
  author TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE INDEX decisions_by_fingerprint ON decisions (fingerprint);

CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;

CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
