CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE
);

CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  current INTEGER NOT NULL,
  content TEXT NOT NULL,
  added TEXT NOT NULL,
  path TEXT NOT NULL,
  title TEXT,
  source TEXT,
  published TEXT,
  extractor TEXT NOT NULL,
  encoder TEXT NOT NULL,
  claims INTEGER NOT NULL,
  story TEXT NOT NULL,
  text_vector BLOB NOT NULL,
  opening_vector BLOB NOT NULL,
  common TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (article, number)
);

CREATE UNIQUE INDEX current_revisions ON revisions (article) WHERE current = 1;

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  claim TEXT NOT NULL,
  sentence INTEGER NOT NULL,
  about_start TEXT,
  about_end TEXT,
  stated_start TEXT,
  stated_end TEXT,
  expires_on TEXT,
  document TEXT NOT NULL
);

CREATE INDEX claims_of_revisions ON claims (revision, sentence);

CREATE TABLE marks (
  claim INTEGER PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  vector BLOB NOT NULL,
  keys BLOB NOT NULL
);

CREATE TABLE keys (
  key INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (key, claim)
) WITHOUT ROWID;

CREATE TABLE prominent (
  term TEXT NOT NULL,
  revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  PRIMARY KEY (term, revision)
) WITHOUT ROWID;

CREATE INDEX prominent_of_revisions ON prominent (revision);

CREATE TABLE timed (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  claim INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  line INTEGER,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  quote TEXT NOT NULL,
  expires_on TEXT,
  because TEXT,
  document TEXT NOT NULL
);

CREATE INDEX timed_of_revisions ON timed (revision);

CREATE INDEX timed_of_claims ON timed (claim);

CREATE INDEX timed_by_expiry ON timed (expires_on) WHERE expires_on IS NOT NULL;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  extractor TEXT NOT NULL,
  judge TEXT NOT NULL,
  articles INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  pairs INTEGER NOT NULL
);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  document TEXT NOT NULL
);

CREATE INDEX findings_of_runs ON findings (run);

CREATE INDEX findings_by_fingerprint ON findings (fingerprint);

CREATE TABLE sides (
  finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  PRIMARY KEY (finding, revision)
) WITHOUT ROWID;

CREATE INDEX sides_of_revisions ON sides (revision);
