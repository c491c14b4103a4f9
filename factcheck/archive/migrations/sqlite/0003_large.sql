ALTER TABLE revisions ADD COLUMN names INTEGER NOT NULL DEFAULT 0;

ALTER TABLE revisions ADD COLUMN words INTEGER NOT NULL DEFAULT 0;

UPDATE revisions SET names = json_array_length(story, '$.names'), words = json_array_length(story, '$.words');

ALTER TABLE revisions DROP COLUMN story;

CREATE INDEX revisions_by_reader ON revisions (extractor, encoder) WHERE current = 1;

CREATE INDEX short_revisions ON revisions (id) WHERE current = 1 AND names + words < 6;
