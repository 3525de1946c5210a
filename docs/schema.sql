CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE "source" (
   "name" TEXT PRIMARY KEY,
   "label" TEXT,
   "operator" TEXT,
   "level" TEXT,
   "address" TEXT,
   "licence" TEXT,
   "attribution" TEXT,
   "rhythm" TEXT,
   "precedence" INTEGER,
   "reviewed_by_itself" INTEGER,
   "switched_off" INTEGER
, "counts_as_reviewed" INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE "run" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT NOT NULL REFERENCES "source"("name"),
   "day" TEXT NOT NULL,
   "started_at" TEXT,
   "finished_at" TEXT,
   "status" TEXT NOT NULL,
   "seen" INTEGER,
   "new" INTEGER,
   "changed" INTEGER,
   "unchanged" INTEGER,
   "missing" INTEGER,
   "gone" INTEGER,
   "returned" INTEGER,
   "rejected" INTEGER,
   "error" TEXT,
   "alarm" TEXT
) STRICT;
CREATE TABLE "validator" (
   "source" TEXT REFERENCES "source"("name"),
   "url" TEXT,
   "etag" TEXT,
   "last_modified" TEXT,
   "extractor" TEXT,
   PRIMARY KEY ("source", "url")
) STRICT;
CREATE TABLE "rejection" (
   "id" INTEGER PRIMARY KEY,
   "run" INTEGER REFERENCES "run"("id"),
   "item" TEXT,
   "reason" TEXT
) STRICT;
CREATE TABLE "hint" (
   "source" TEXT REFERENCES "source"("name"),
   "address_key" TEXT,
   "url" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "day" TEXT,
   PRIMARY KEY ("source", "address_key")
) STRICT;
CREATE TABLE "record" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT NOT NULL REFERENCES "source"("name"),
   "key" TEXT NOT NULL,
   "url" TEXT NOT NULL,
   "address_key" TEXT NOT NULL,
   "presence" TEXT NOT NULL,
   "absences" INTEGER,
   "first_seen" TEXT,
   "last_seen" TEXT,
   "last_changed" TEXT,
   "version" INTEGER NOT NULL,
   "last_run" INTEGER REFERENCES "run"("id")
) STRICT;
CREATE UNIQUE INDEX "idx_record_source_key"
    ON "record" ("source", "key");
CREATE UNIQUE INDEX "idx_record_address_key"
    ON "record" ("address_key");
CREATE TABLE "version" (
   "id" INTEGER PRIMARY KEY,
   "record" INTEGER NOT NULL REFERENCES "record"("id"),
   "number" INTEGER NOT NULL,
   "day" TEXT,
   "fingerprint" TEXT NOT NULL,
   "content" TEXT NOT NULL,
   "extractor" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx_version_record_number"
    ON "version" ("record", "number");
CREATE TABLE "answer" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "kind" TEXT,
   "digest" BLOB NOT NULL,
   "content" BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_answer_digest"
    ON "answer" ("digest");
CREATE TABLE "version_answer" (
   "version" INTEGER REFERENCES "version"("id"),
   "answer" INTEGER REFERENCES "answer"("id"), "place" INTEGER,
   PRIMARY KEY ("version", "answer")
) STRICT;
CREATE INDEX "idx_version_answer_answer"
    ON "version_answer" ("answer");
CREATE TABLE "event" (
   "id" INTEGER PRIMARY KEY,
   "record" INTEGER NOT NULL REFERENCES "record"("id"),
   "run" INTEGER REFERENCES "run"("id"),
   "day" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "fields" TEXT NOT NULL,
   "version" INTEGER
) STRICT;
CREATE INDEX "idx_event_day"
    ON "event" ("day");
CREATE INDEX "idx_event_record"
    ON "event" ("record");
CREATE TABLE "fact" (
   "version" INTEGER REFERENCES "version"("id"),
   "name" TEXT,
   "value" TEXT,
   "evidence" TEXT,
   "extractor" TEXT,
   PRIMARY KEY ("version", "name")
) STRICT;
CREATE TABLE "programme" (
   "id" INTEGER PRIMARY KEY,
   "first_seen" TEXT,
   "reviewed_at" TEXT,
   "hidden_because" TEXT
) STRICT;
CREATE TABLE "programme_record" (
   "record" INTEGER PRIMARY KEY REFERENCES "record"("id"),
   "programme" INTEGER NOT NULL REFERENCES "programme"("id")
) STRICT;
CREATE INDEX "idx_programme_record_programme"
    ON "programme_record" ("programme");
CREATE TABLE "watch" (
   "url" TEXT PRIMARY KEY,
   "level" TEXT,
   "funder" TEXT,
   "added_on" TEXT,
   "rhythm" TEXT DEFAULT 'wöchentlich',
   "paused" INTEGER DEFAULT 0,
   "read_on" TEXT,
   "next_on" TEXT,
   "state" TEXT,
   "said" TEXT
) STRICT;
CREATE TABLE "municipality" (
   "ags" TEXT PRIMARY KEY,
   "name" TEXT,
   "short_name" TEXT,
   "kind" TEXT,
   "population" INTEGER,
   "postcode" TEXT,
   "nuts" TEXT,
   "member_from" TEXT,
   "member_to" TEXT
) STRICT;
CREATE TABLE "account" (
   "id" INTEGER PRIMARY KEY,
   "email" TEXT NOT NULL,
   "role" TEXT NOT NULL,
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "password_hash" TEXT,
   "invitation_hash" TEXT,
   "invited_on" TEXT,
   "subscribed" INTEGER NOT NULL,
   "unsubscribe_token" TEXT,
   "letter_checked_on" TEXT
, "deactivated_on" TEXT) STRICT;
CREATE UNIQUE INDEX "idx_account_email"
    ON "account" ("email");
CREATE UNIQUE INDEX "idx_account_unsubscribe_token"
    ON "account" ("unsubscribe_token");
CREATE TABLE "sign_in_attempt" (
   "id" INTEGER PRIMARY KEY,
   "email" TEXT NOT NULL,
   "address" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_sign_in_attempt_address"
    ON "sign_in_attempt" ("address");
CREATE TABLE "project" (
   "id" TEXT PRIMARY KEY,
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "applicant_type" TEXT,
   "title" TEXT NOT NULL,
   "description" TEXT,
   "topics" TEXT,
   "planned_start" TEXT,
   "planned_end" TEXT,
   "cost_eur" INTEGER,
   "own_funds_eur" INTEGER,
   "looking_for" TEXT,
   "created_on" TEXT,
   "changed_on" TEXT
, "stage" TEXT, "eligible_cost_eur" INTEGER) STRICT;
CREATE TABLE "match" (
   "project" TEXT REFERENCES "project"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "score" REAL,
   "eligible" TEXT,
   "reasons" TEXT,
   "obstacles" TEXT,
   "first_seen" TEXT,
   "judged_on" TEXT, "parts" TEXT,
   PRIMARY KEY ("project", "programme")
) STRICT;
CREATE TABLE "near_miss" (
   "project" TEXT REFERENCES "project"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "score" REAL,
   "eligible" TEXT,
   "reasons" TEXT,
   "obstacles" TEXT,
   "first_seen" TEXT,
   "judged_on" TEXT, "parts" TEXT,
   PRIMARY KEY ("project", "programme")
) STRICT;
CREATE TABLE "link" (
   "url" TEXT PRIMARY KEY,
   "checked_on" TEXT,
   "state" TEXT NOT NULL,
   "status" INTEGER,
   "said" TEXT,
   "failed_on" TEXT
) STRICT;
CREATE TABLE "task" (
   "name" TEXT PRIMARY KEY,
   "day" TEXT,
   "finished_at" TEXT,
   "said" TEXT
) STRICT;
CREATE TABLE "decision" (
   "id" INTEGER PRIMARY KEY,
   "record" INTEGER NOT NULL REFERENCES "record"("id"),
   "fact" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "value" TEXT NOT NULL,
   "seen" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "evidence" TEXT,
   "overrules" TEXT,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "undone_at" TEXT,
   "undone_by" TEXT,
   "undone_because" TEXT
) STRICT;
CREATE INDEX "idx_decision_record_fact"
    ON "decision" ("record", "fact");
CREATE TABLE "proposal" (
   "first" INTEGER REFERENCES "record"("id"),
   "second" INTEGER REFERENCES "record"("id"),
   "relation" TEXT NOT NULL,
   "score" REAL NOT NULL,
   "reasons" TEXT NOT NULL,
   "found_on" TEXT,
   PRIMARY KEY ("first", "second")
) STRICT;
CREATE TABLE "pair_decision" (
   "id" INTEGER PRIMARY KEY,
   "first" INTEGER NOT NULL REFERENCES "record"("id"),
   "second" INTEGER NOT NULL REFERENCES "record"("id"),
   "verdict" TEXT NOT NULL,
   "note" TEXT,
   "seen" TEXT NOT NULL,
   "merge" INTEGER,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_pair_decision_first_second"
    ON "pair_decision" ("first", "second");
CREATE TABLE "merge" (
   "id" INTEGER PRIMARY KEY,
   "kept" INTEGER NOT NULL REFERENCES "programme"("id"),
   "absorbed" INTEGER NOT NULL REFERENCES "programme"("id"),
   "day" TEXT NOT NULL,
   "ledger" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_merge_absorbed"
    ON "merge" ("absorbed");
CREATE TABLE "own_concept" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "de" TEXT NOT NULL,
   "everyday" TEXT NOT NULL,
   "en" TEXT NOT NULL,
   "changed_on" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_own_concept_name"
    ON "own_concept" ("name");
CREATE TABLE "saved_search" (
   "id" INTEGER PRIMARY KEY,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "name" TEXT NOT NULL,
   "address" TEXT NOT NULL,
   "in_letter" INTEGER NOT NULL,
   "known" TEXT NOT NULL,
   "saved_on" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_saved_search_account_name"
    ON "saved_search" ("account", "name");
CREATE TABLE "dismissal" (
   "id" INTEGER PRIMARY KEY,
   "project" TEXT NOT NULL REFERENCES "project"("id"),
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "reasons" TEXT NOT NULL,
   "words" TEXT,
   "seen" TEXT NOT NULL,
   "match" TEXT,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "undone_at" TEXT,
   "undone_by" TEXT,
   "returned_on" TEXT,
   "changed" TEXT
) STRICT;
CREATE INDEX "idx_dismissal_project_programme"
    ON "dismissal" ("project", "programme");
CREATE TABLE "kept_match" (
   "project" TEXT REFERENCES "project"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("project", "programme")
) STRICT;
CREATE TABLE "recommendation" (
   "id" INTEGER PRIMARY KEY,
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "note" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "withdrawn_at" TEXT
, "seen_at" TEXT, "seen_by" TEXT) STRICT;
CREATE INDEX "idx_recommendation_municipality"
    ON "recommendation" ("municipality");
CREATE TABLE "joint_interest" (
   "programme" INTEGER REFERENCES "programme"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "note" TEXT,
   "invited_by" TEXT NOT NULL,
   "invited_at" TEXT NOT NULL,
   "answer" TEXT,
   "answer_note" TEXT,
   "answered_by" TEXT,
   "answered_at" TEXT, "leads" INTEGER, "cost_cents" INTEGER,
   PRIMARY KEY ("programme", "municipality")
) STRICT;
CREATE TABLE "council_meeting" (
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "day" TEXT,
   "body" TEXT,
   PRIMARY KEY ("municipality", "day", "body")
) STRICT;
CREATE TABLE "judged" (
   "kind" TEXT,
   "key" TEXT,
   "mark" TEXT NOT NULL,
   PRIMARY KEY ("kind", "key")
) STRICT;
CREATE TABLE "passage_terms" (
   "digest" BLOB PRIMARY KEY,
   "terms" BLOB NOT NULL
) STRICT;
CREATE TABLE "review" (
   "id" INTEGER PRIMARY KEY,
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "kind" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "before" TEXT NOT NULL,
   "batch" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "undone_at" TEXT,
   "undone_by" TEXT
) STRICT;
CREATE INDEX "idx_review_programme"
    ON "review" ("programme");
CREATE INDEX "idx_review_batch"
    ON "review" ("batch");
CREATE TABLE "reviewed_version" (
   "record" INTEGER PRIMARY KEY REFERENCES "record"("id"),
   "version" INTEGER NOT NULL,
   "fingerprint" TEXT NOT NULL,
   "presence" TEXT NOT NULL
) STRICT;
CREATE TABLE "source_rule" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT NOT NULL REFERENCES "source"("name"),
   "counts_as_reviewed" INTEGER NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "asked" (
   "project" TEXT PRIMARY KEY REFERENCES "project"("id"),
   "code" TEXT NOT NULL,
   "terms" BLOB NOT NULL,
   "weights" BLOB NOT NULL,
   "themes" BLOB NOT NULL,
   "loan" REAL NOT NULL
) STRICT;
CREATE INDEX "idx_match_programme"
    ON "match" ("programme");
CREATE INDEX "idx_near_miss_programme"
    ON "near_miss" ("programme");
CREATE TABLE "session" (
   "id" INTEGER PRIMARY KEY,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "token_hash" TEXT NOT NULL,
   "browser" TEXT NOT NULL,
   "began_at" TEXT NOT NULL,
   "used_at" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_session_token_hash"
    ON "session" ("token_hash");
CREATE INDEX "idx_session_account"
    ON "session" ("account");
CREATE TABLE "second_factor" (
   "account" INTEGER PRIMARY KEY REFERENCES "account"("id"),
   "nonce" TEXT NOT NULL,
   "confirmed_at" TEXT,
   "last_step" INTEGER
) STRICT;
CREATE TABLE "recovery_code" (
   "account" INTEGER REFERENCES "account"("id"),
   "hash" TEXT,
   "used_at" TEXT,
   PRIMARY KEY ("account", "hash")
) STRICT;
CREATE TABLE "sign_on" (
   "account" INTEGER PRIMARY KEY REFERENCES "account"("id"),
   "issuer" TEXT NOT NULL,
   "subject" TEXT NOT NULL,
   "since" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_sign_on_issuer_subject"
    ON "sign_on" ("issuer", "subject");
CREATE TABLE audit_entry (
            id integer primary key,
            at text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
            actor integer,
            kind text not null,
            subject text not null,
            municipality text,
            details text not null default ''
        ) strict
    ;
CREATE INDEX idx_audit_entry_at on audit_entry (at);
CREATE TRIGGER audit_entry_stays before update on audit_entry
        begin select raise(abort, 'the audit log is not rewritten'); end;
CREATE TRIGGER audit_entry_is_kept before delete on audit_entry
        when old.at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-3 years')
        begin select raise(abort, 'the audit log is kept for three years'); end;
CREATE TRIGGER audit_decision after insert on decision
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, 'Angabe entschieden', 'Eintrag ' || new.record, null, new.fact || ': ' || new.kind); end;
CREATE TRIGGER audit_decision_undone after update of undone_at on decision when new.undone_at is not null and old.undone_at is null
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values ((select id from account where email = new.undone_by), 'Entscheidung zurückgenommen', 'Eintrag ' || new.record, null, new.fact || ': ' || new.kind); end;
CREATE TRIGGER audit_review after insert on review
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, case new.kind when 'hidden' then 'Programm ausgeblendet' when 'shown' then 'Programm wieder gezeigt' else 'Programm geprüft' end, 'Programm ' || new.programme, null, new.reason); end;
CREATE TRIGGER audit_review_undone after update of undone_at on review when new.undone_at is not null and old.undone_at is null
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values ((select id from account where email = new.undone_by), 'Prüfung zurückgenommen', 'Programm ' || new.programme, null, new.kind); end;
CREATE TRIGGER audit_pair_decision after insert on pair_decision
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, 'Doppelte entschieden', 'Einträge ' || new.first || ' und ' || new.second, null, new.verdict); end;
CREATE TRIGGER audit_source_rule after insert on source_rule
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values ((select id from account where email = new.by), 'Regel einer Quelle geändert', 'Quelle ' || new.source, null, new.counts_as_reviewed); end;
CREATE TRIGGER audit_recommendation after insert on recommendation
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, 'Programm empfohlen', 'Programm ' || new.programme, new.municipality, ''); end;
CREATE TABLE "visit" (
   "account" INTEGER PRIMARY KEY REFERENCES "account"("id"),
   "last_on" TEXT NOT NULL,
   "before_on" TEXT
) STRICT;
CREATE TABLE "desk_item" (
   "programme" INTEGER,
   "kind" TEXT,
   "key" TEXT,
   "since" TEXT NOT NULL,
   "rank" INTEGER NOT NULL,
   PRIMARY KEY ("programme", "kind", "key")
) STRICT;
CREATE INDEX "idx_desk_item_kind_since_programme"
    ON "desk_item" ("kind", "since", "programme");
CREATE TABLE "desk_seen" (
   "programme" INTEGER REFERENCES "programme"("id"),
   "kind" TEXT,
   "key" TEXT,
   "since" TEXT NOT NULL,
   "review" INTEGER NOT NULL REFERENCES "review"("id"),
   PRIMARY KEY ("programme", "kind", "key")
) STRICT;
CREATE TABLE "desk_stale" (
   "programme" INTEGER PRIMARY KEY
) STRICT;
CREATE TRIGGER desk_programme_added after insert on programme begin insert or ignore into desk_stale select new.id; end;
CREATE TRIGGER desk_programme_decided after update of reviewed_at, hidden_because on programme begin insert or ignore into desk_stale select new.id; end;
CREATE TRIGGER desk_record_joined after insert on programme_record begin insert or ignore into desk_stale select new.programme; end;
CREATE TRIGGER desk_record_moved after update on programme_record begin insert or ignore into desk_stale values (old.programme), (new.programme); end;
CREATE TRIGGER desk_record_left after delete on programme_record begin insert or ignore into desk_stale select old.programme; end;
CREATE TRIGGER desk_record_changed after update of version, presence on record begin insert or ignore into desk_stale select programme from programme_record where record in (new.id); end;
CREATE TRIGGER desk_version_read after update of extractor on version begin insert or ignore into desk_stale select programme from programme_record where record in (new.record); end;
CREATE TRIGGER desk_version_seen after insert on reviewed_version begin insert or ignore into desk_stale select programme from programme_record where record in (new.record); end;
CREATE TRIGGER desk_version_unseen after delete on reviewed_version begin insert or ignore into desk_stale select programme from programme_record where record in (old.record); end;
CREATE TRIGGER desk_rule_set after update of counts_as_reviewed on source begin insert or ignore into desk_stale select programme from programme_record
        join record on record.id = programme_record.record where record.source = new.name; end;
CREATE TRIGGER desk_fact_decided after insert on decision begin insert or ignore into desk_stale select programme from programme_record where record in (new.record); end;
CREATE TRIGGER desk_fact_undone after update on decision begin insert or ignore into desk_stale select programme from programme_record where record in (new.record); end;
CREATE TRIGGER desk_pair_proposed after insert on proposal begin insert or ignore into desk_stale select programme from programme_record where record in (new."first", new."second"); end;
CREATE TRIGGER desk_pair_dropped after delete on proposal begin insert or ignore into desk_stale select programme from programme_record where record in (old."first", old."second"); end;
CREATE TRIGGER desk_pair_decided after insert on pair_decision begin insert or ignore into desk_stale select programme from programme_record where record in (new."first", new."second"); end;
CREATE TRIGGER desk_pair_undone after delete on pair_decision begin insert or ignore into desk_stale select programme from programme_record where record in (old."first", old."second"); end;
CREATE TRIGGER desk_match_kept after insert on kept_match begin insert or ignore into desk_stale select new.programme; end;
CREATE TRIGGER desk_recommended after insert on recommendation begin insert or ignore into desk_stale select new.programme; end;
CREATE TRIGGER desk_towns_invited after insert on joint_interest begin insert or ignore into desk_stale select new.programme; end;
CREATE TABLE "calendar" (
   "id" INTEGER PRIMARY KEY,
   "account" INTEGER REFERENCES "account"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "nonce" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "read_on" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx_calendar_account"
    ON "calendar" ("account");
CREATE UNIQUE INDEX "idx_calendar_municipality"
    ON "calendar" ("municipality");
CREATE TABLE "calendar_event" (
   "calendar" INTEGER REFERENCES "calendar"("id"),
   "uid" TEXT,
   "key" TEXT NOT NULL,
   "day" TEXT NOT NULL,
   "summary" TEXT NOT NULL,
   "description" TEXT,
   "url" TEXT,
   "state" TEXT NOT NULL,
   "sequence" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "changed_at" TEXT NOT NULL,
   PRIMARY KEY ("calendar", "uid")
) STRICT;
CREATE TABLE "api_token" (
   "id" INTEGER PRIMARY KEY,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "name" TEXT NOT NULL,
   "scopes" TEXT NOT NULL,
   "hash" TEXT NOT NULL,
   "made_on" TEXT NOT NULL,
   "expires_on" TEXT NOT NULL,
   "used_on" TEXT,
   "revoked_at" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx_api_token_hash"
    ON "api_token" ("hash");
CREATE TABLE "subscriber" (
   "id" INTEGER PRIMARY KEY,
   "email" TEXT,
   "areas" TEXT,
   "state" TEXT NOT NULL,
   "confirm_hash" TEXT,
   "unsubscribe_token" TEXT,
   "consent" TEXT,
   "asked_at" TEXT,
   "confirmed_at" TEXT,
   "ended_on" TEXT,
   "letter_checked_on" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx_subscriber_email"
    ON "subscriber" ("email");
CREATE UNIQUE INDEX "idx_subscriber_unsubscribe_token"
    ON "subscriber" ("unsubscribe_token");
CREATE TABLE "letter" (
   "id" INTEGER PRIMARY KEY,
   "account" INTEGER REFERENCES "account"("id"),
   "day" TEXT NOT NULL,
   "message_id" TEXT NOT NULL,
   "subject" TEXT,
   "state" TEXT NOT NULL,
   "claimed_at" TEXT,
   "sent_at" TEXT,
   "error" TEXT,
   "kind" TEXT NOT NULL DEFAULT 'weekly',
   "attempts" INTEGER NOT NULL DEFAULT '0',
   "email" TEXT,
   "send_after" TEXT,
   "try_after" TEXT,
   "leased_by" TEXT,
   "leased_until" TEXT,
   "about" TEXT,
   "content" BLOB,
   "subscriber" INTEGER REFERENCES "subscriber"("id")
) STRICT;
CREATE INDEX "idx_letter_state_send_after"
    ON "letter" ("state", "send_after");
CREATE INDEX "idx_letter_message_id"
    ON "letter" ("message_id");
CREATE INDEX "idx_letter_account"
    ON "letter" ("account");
CREATE TABLE "undeliverable" (
   "email" TEXT PRIMARY KEY,
   "since" TEXT NOT NULL,
   "said" TEXT NOT NULL,
   "letter" INTEGER REFERENCES "letter"("id")
) STRICT;
CREATE TABLE "letter_wish" (
   "account" INTEGER PRIMARY KEY REFERENCES "account"("id"),
   "weekday" INTEGER NOT NULL,
   "hour" INTEGER NOT NULL,
   "remind_before" TEXT NOT NULL
) STRICT;
CREATE TABLE "reminder_wish" (
   "account" INTEGER REFERENCES "account"("id"),
   "source" TEXT,
   "key" TEXT,
   "remind_before" TEXT NOT NULL,
   PRIMARY KEY ("account", "source", "key")
) STRICT;
CREATE TABLE "programme_said" (
   "mark" TEXT PRIMARY KEY,
   "said" TEXT NOT NULL,
   "sources" TEXT NOT NULL
) STRICT;
CREATE TABLE "letter_item" (
   "id" INTEGER PRIMARY KEY,
   "letter" INTEGER NOT NULL REFERENCES "letter"("id"),
   "account" INTEGER REFERENCES "account"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "project" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "version" TEXT NOT NULL DEFAULT '',
   "detail" TEXT,
   "subscriber" INTEGER REFERENCES "subscriber"("id"),
   "said" TEXT REFERENCES "programme_said"("mark")
) STRICT;
CREATE INDEX "idx_letter_item_letter"
    ON "letter_item" ("letter");
CREATE INDEX "idx_letter_item_account_programme"
    ON "letter_item" ("account", "programme");
CREATE TABLE "known_programme" (
   "account" INTEGER REFERENCES "account"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "said" TEXT NOT NULL REFERENCES "programme_said"("mark"),
   "day" TEXT NOT NULL,
   PRIMARY KEY ("account", "programme")
) STRICT;
CREATE TABLE "circular" (
   "id" INTEGER PRIMARY KEY,
   "subject" TEXT NOT NULL,
   "note" TEXT NOT NULL,
   "programmes" TEXT NOT NULL,
   "towns" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "sent_at" TEXT
) STRICT;
CREATE TABLE "letter_rule" (
   "name" TEXT PRIMARY KEY,
   "value" TEXT,
   "by" TEXT,
   "at" TEXT
) STRICT;
CREATE TABLE "note" (
   "id" INTEGER PRIMARY KEY,
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "visibility" TEXT NOT NULL,
   "words" TEXT NOT NULL,
   "edited_at" TEXT,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_note_programme"
    ON "note" ("programme");
CREATE TABLE "mention" (
   "note" INTEGER REFERENCES "note"("id"),
   "account" INTEGER REFERENCES "account"("id"),
   "seen_at" TEXT,
   PRIMARY KEY ("note", "account")
) STRICT;
CREATE INDEX "idx_mention_account"
    ON "mention" ("account");
CREATE TABLE "shortlist" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "of_town" INTEGER NOT NULL,
   "visibility" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "shortlist_entry" (
   "shortlist" INTEGER REFERENCES "shortlist"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "note" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("shortlist", "programme")
) STRICT;
CREATE INDEX "idx_shortlist_entry_programme"
    ON "shortlist_entry" ("programme");
CREATE TABLE "stance" (
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "says" TEXT NOT NULL,
   "reasons" TEXT NOT NULL,
   "words" TEXT NOT NULL,
   "shared" INTEGER NOT NULL,
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("programme", "municipality")
) STRICT;
CREATE TABLE "experience" (
   "id" INTEGER PRIMARY KEY,
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "outcome" TEXT NOT NULL,
   "year" INTEGER,
   "contact" TEXT NOT NULL,
   "words" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
, "application" INTEGER, "reasons" TEXT NOT NULL DEFAULT '[]', "helped" TEXT NOT NULL DEFAULT '', "heed" TEXT NOT NULL DEFAULT '', "took_months" INTEGER) STRICT;
CREATE INDEX "idx_experience_programme"
    ON "experience" ("programme");
CREATE TABLE "enquiry" (
   "id" INTEGER PRIMARY KEY,
   "kind" TEXT NOT NULL,
   "programme" INTEGER REFERENCES "programme"("id"),
   "project" TEXT,
   "subject" TEXT NOT NULL,
   "fact" TEXT,
   "shown" TEXT,
   "found_at" TEXT,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "closed_at" TEXT,
   "closed_by" TEXT
, "application" INTEGER, "turn" TEXT, "turn_since" TEXT, "answered_at" TEXT, "reopened_at" TEXT, "next_step" TEXT, "next_step_on" TEXT, "responsible" INTEGER, "version" INTEGER NOT NULL DEFAULT 1, "addressee" TEXT) STRICT;
CREATE INDEX "idx_enquiry_programme"
    ON "enquiry" ("programme");
CREATE INDEX "idx_enquiry_account"
    ON "enquiry" ("account");
CREATE TABLE "enquiry_message" (
   "id" INTEGER PRIMARY KEY,
   "enquiry" INTEGER NOT NULL REFERENCES "enquiry"("id"),
   "account" INTEGER REFERENCES "account"("id"),
   "answers" INTEGER NOT NULL,
   "words" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_enquiry_message_enquiry"
    ON "enquiry_message" ("enquiry");
CREATE TRIGGER audit_api_token after insert on api_token
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, 'Zugang für Programme angelegt', 'Konto ' || new.account, null, new.scopes); end;
CREATE TRIGGER audit_api_token_revoked after update of revoked_at on api_token when new.revoked_at is not null and old.revoked_at is null
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, 'Zugang für Programme widerrufen', 'Konto ' || new.account, null, ''); end;
CREATE TRIGGER audit_circular after insert on circular
            begin insert into audit_entry (actor, kind, subject, municipality, details)
            values (new.account, 'Rundbrief geschrieben', 'Rundbrief ' || new.id, null, ''); end;
CREATE TABLE "application" (
   "id" INTEGER PRIMARY KEY,
   "title" TEXT NOT NULL,
   "programme" INTEGER REFERENCES "programme"("id"),
   "programme_title" TEXT NOT NULL,
   "lead" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "stage" TEXT NOT NULL,
   "deadline" TEXT,
   "deadline_basis" TEXT,
   "next_step" TEXT,
   "responsible" INTEGER REFERENCES "account"("id"),
   "deputy" INTEGER REFERENCES "account"("id"),
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_application_programme"
    ON "application" ("programme");
CREATE INDEX "idx_application_lead"
    ON "application" ("lead");
CREATE TABLE "applicant" (
   "application" INTEGER REFERENCES "application"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "part" TEXT NOT NULL,
   "team" TEXT NOT NULL,
   "consent" TEXT NOT NULL,
   "consent_at" TEXT,
   "consent_by" TEXT,
   "consent_words" TEXT,
   "cost_cents" INTEGER,
   "eligible_cents" INTEGER,
   "grant_cents" INTEGER,
   "third_party_cents" INTEGER,
   "own_cents" INTEGER,
   PRIMARY KEY ("application", "municipality")
) STRICT;
CREATE INDEX "idx_applicant_municipality"
    ON "applicant" ("municipality");
CREATE TABLE "application_project" (
   "application" INTEGER REFERENCES "application"("id"),
   "project" TEXT,
   PRIMARY KEY ("application", "project")
) STRICT;
CREATE INDEX "idx_application_project_project"
    ON "application_project" ("project");
CREATE TABLE "application_step" (
   "id" INTEGER PRIMARY KEY,
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "key" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "basis" TEXT NOT NULL,
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "due_on" TEXT,
   "done_at" TEXT,
   "done_by" TEXT,
   "note" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_application_step_application"
    ON "application_step" ("application");
CREATE TABLE "application_event" (
   "id" INTEGER PRIMARY KEY,
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "kind" TEXT NOT NULL,
   "before" TEXT NOT NULL,
   "after" TEXT NOT NULL,
   "reasons" TEXT NOT NULL,
   "words" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_application_event_application"
    ON "application_event" ("application");
CREATE TABLE "application_file" (
   "id" INTEGER PRIMARY KEY,
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "kind" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "media_type" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "sha256" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "removed_at" TEXT
) STRICT;
CREATE INDEX "idx_application_file_application"
    ON "application_file" ("application");
CREATE TABLE "award" (
   "application" INTEGER PRIMARY KEY REFERENCES "application"("id"),
   "number" TEXT,
   "dated" TEXT NOT NULL,
   "granted_cents" INTEGER NOT NULL,
   "eligible_cents" INTEGER,
   "period_from" TEXT,
   "period_to" TEXT,
   "conditions" TEXT,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "duty" (
   "id" INTEGER PRIMARY KEY,
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "kind" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "opens_on" TEXT,
   "due_on" TEXT NOT NULL,
   "basis" TEXT NOT NULL,
   "responsible" INTEGER REFERENCES "account"("id"),
   "deputy" INTEGER REFERENCES "account"("id"),
   "done_at" TEXT,
   "done_by" TEXT,
   "dropped_at" TEXT,
   "dropped_because" TEXT,
   "note" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
, "proposal" TEXT) STRICT;
CREATE INDEX "idx_duty_application"
    ON "duty" ("application");
CREATE INDEX "idx_duty_due_on"
    ON "duty" ("due_on");
CREATE INDEX "idx_duty_municipality"
    ON "duty" ("municipality");
CREATE INDEX "idx_duty_responsible"
    ON "duty" ("responsible");
CREATE INDEX "idx_duty_deputy"
    ON "duty" ("deputy");
CREATE TRIGGER open_duties_stay before delete on duty
        when old.done_at is null and old.dropped_at is null
        begin
            select raise(abort, 'an open duty is done or dropped, never deleted');
        end;
CREATE TABLE "joint_call" (
   "programme" INTEGER PRIMARY KEY REFERENCES "programme"("id"),
   "respond_by" TEXT,
   "lead" TEXT REFERENCES "municipality"("ags"),
   "lead_words" TEXT NOT NULL,
   "lead_decided_by" TEXT,
   "lead_decided_at" TEXT,
   "application" INTEGER,
   "version" INTEGER NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "joint_offer" (
   "programme" INTEGER REFERENCES "programme"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "project" TEXT,
   PRIMARY KEY ("programme", "municipality", "project")
) STRICT;
CREATE TABLE "cost_split" (
   "id" INTEGER PRIMARY KEY,
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "basis" TEXT NOT NULL,
   "population_day" TEXT,
   "cost_cents" INTEGER NOT NULL,
   "eligible_cents" INTEGER,
   "grant_cents" INTEGER,
   "third_party_cents" INTEGER,
   "own_cents" INTEGER,
   "words" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_cost_split_application"
    ON "cost_split" ("application");
CREATE TABLE "cost_split_share" (
   "split" INTEGER,
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "weight" INTEGER NOT NULL,
   "cost_cents" INTEGER NOT NULL,
   "eligible_cents" INTEGER,
   "grant_cents" INTEGER,
   "third_party_cents" INTEGER,
   "own_cents" INTEGER,
   PRIMARY KEY ("split", "municipality")
) STRICT;
CREATE INDEX "idx_cost_split_share_application"
    ON "cost_split_share" ("application");
CREATE TABLE "joint_consent" (
   "id" INTEGER PRIMARY KEY,
   "application" INTEGER NOT NULL REFERENCES "application"("id"),
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "split" INTEGER NOT NULL,
   "says" TEXT NOT NULL,
   "on_behalf" INTEGER NOT NULL,
   "words" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_joint_consent_application_municipality"
    ON "joint_consent" ("application", "municipality");
CREATE TABLE "cooperation" (
   "id" INTEGER PRIMARY KEY,
   "title" TEXT NOT NULL,
   "closed_on" TEXT,
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "cooperation_part" (
   "cooperation" INTEGER REFERENCES "cooperation"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "team" TEXT NOT NULL,
   PRIMARY KEY ("cooperation", "municipality")
) STRICT;
CREATE INDEX "idx_cooperation_part_municipality"
    ON "cooperation_part" ("municipality");
CREATE TABLE "text_block" (
   "id" INTEGER PRIMARY KEY,
   "purpose" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "words" TEXT NOT NULL,
   "topic" TEXT NOT NULL,
   "programme" INTEGER REFERENCES "programme"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "version" INTEGER NOT NULL,
   "retired_at" TEXT,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
, "enquiry" INTEGER) STRICT;
CREATE INDEX "idx_text_block_programme"
    ON "text_block" ("programme");
CREATE TABLE "enquiry_seen" (
   "enquiry" INTEGER REFERENCES "enquiry"("id"),
   "account" INTEGER REFERENCES "account"("id"),
   "message" INTEGER,
   PRIMARY KEY ("enquiry", "account")
) STRICT;
CREATE TABLE "advice_time" (
   "id" INTEGER PRIMARY KEY,
   "enquiry" INTEGER REFERENCES "enquiry"("id"),
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "day" TEXT NOT NULL,
   "minutes" INTEGER NOT NULL,
   "words" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_advice_time_enquiry"
    ON "advice_time" ("enquiry");
CREATE INDEX "idx_advice_time_day"
    ON "advice_time" ("day");
CREATE TABLE "training" (
   "id" INTEGER PRIMARY KEY,
   "title" TEXT NOT NULL,
   "description" TEXT NOT NULL,
   "starts_at" TEXT NOT NULL,
   "ends_at" TEXT NOT NULL,
   "place" TEXT NOT NULL,
   "link" TEXT NOT NULL,
   "seats" INTEGER,
   "register_until" TEXT NOT NULL,
   "audience" TEXT NOT NULL,
   "given_by" TEXT NOT NULL,
   "topics" TEXT NOT NULL,
   "remind_days" INTEGER NOT NULL,
   "cancelled_at" TEXT,
   "cancelled_because" TEXT,
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_training_starts_at"
    ON "training" ("starts_at");
CREATE TABLE "training_seat" (
   "id" INTEGER PRIMARY KEY,
   "training" INTEGER NOT NULL REFERENCES "training"("id"),
   "person" INTEGER REFERENCES "account"("id"),
   "name" TEXT NOT NULL,
   "email" TEXT NOT NULL,
   "municipality" TEXT REFERENCES "municipality"("ags"),
   "state" TEXT NOT NULL,
   "since" TEXT NOT NULL,
   "sequence" INTEGER NOT NULL,
   "reminded_for" TEXT,
   "attended" INTEGER,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_training_seat_training_email"
    ON "training_seat" ("training", "email");
CREATE INDEX "idx_training_seat_person"
    ON "training_seat" ("person");
CREATE TABLE "weak_question" (
   "question" TEXT,
   "mark" TEXT,
   "day" TEXT,
   "hits" INTEGER NOT NULL,
   PRIMARY KEY ("question", "mark", "day")
) STRICT;
CREATE TABLE "attached_file" (
   "id" INTEGER PRIMARY KEY,
   "enquiry" INTEGER REFERENCES "enquiry"("id"),
   "training" INTEGER REFERENCES "training"("id"),
   "name" TEXT NOT NULL,
   "media_type" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "sha256" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_attached_file_enquiry"
    ON "attached_file" ("enquiry");
CREATE INDEX "idx_attached_file_training"
    ON "attached_file" ("training");
CREATE INDEX "idx_attached_file_sha256"
    ON "attached_file" ("sha256");
CREATE TRIGGER enquiry_forgets_application after delete on application
        begin
            update enquiry set application = null where application = old.id;
        end;
CREATE TABLE "share_rule" (
   "id" INTEGER PRIMARY KEY,
   "first_year" INTEGER NOT NULL,
   "base_percent" INTEGER NOT NULL,
   "census" TEXT NOT NULL,
   "county_pays" INTEGER,
   "note" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "size_class" (
   "rule" INTEGER REFERENCES "share_rule"("id"),
   "name" TEXT,
   "place" INTEGER NOT NULL,
   "lower" INTEGER,
   "upper" INTEGER,
   "weight_thousandths" INTEGER,
   PRIMARY KEY ("rule", "name")
) STRICT;
CREATE TABLE "member_class" (
   "id" INTEGER PRIMARY KEY,
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "class" TEXT NOT NULL,
   "first" TEXT NOT NULL,
   "last" TEXT,
   "basis" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "cost_year" (
   "year" INTEGER PRIMARY KEY,
   "total_cents" INTEGER NOT NULL,
   "funding_cents" INTEGER NOT NULL,
   "note" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE TABLE "cost_statement" (
   "year" INTEGER,
   "number" INTEGER,
   "content" TEXT NOT NULL,
   "changed" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   PRIMARY KEY ("year", "number")
) STRICT;
CREATE TRIGGER cost_statement_stays
        before update of year, number, content, changed, at on cost_statement
        begin select raise(abort, 'a fixed statement is not rewritten'); end;
CREATE TRIGGER cost_statement_is_kept before delete on cost_statement
        begin select raise(abort, 'a fixed statement is kept'); end;
CREATE TABLE "past_call" (
   "id" INTEGER PRIMARY KEY,
   "record" INTEGER NOT NULL REFERENCES "record"("id"),
   "kind" TEXT NOT NULL,
   "day" TEXT NOT NULL,
   "yearly" INTEGER NOT NULL,
   "quote" TEXT NOT NULL,
   "version" INTEGER NOT NULL
) STRICT;
CREATE INDEX "idx_past_call_record"
    ON "past_call" ("record");
CREATE TABLE "call_series" (
   "record" INTEGER PRIMARY KEY REFERENCES "record"("id"),
   "key" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_call_series_key"
    ON "call_series" ("key");
CREATE TABLE "forecast_decision" (
   "id" INTEGER PRIMARY KEY,
   "programme" INTEGER NOT NULL REFERENCES "programme"("id"),
   "verdict" TEXT NOT NULL,
   "month" TEXT,
   "reason" TEXT NOT NULL,
   "seen" TEXT NOT NULL,
   "account" INTEGER REFERENCES "account"("id"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "undone_at" TEXT,
   "undone_by" TEXT
) STRICT;
CREATE INDEX "idx_forecast_decision_programme"
    ON "forecast_decision" ("programme");
CREATE TABLE "forecast_match" (
   "project" TEXT REFERENCES "project"("id"),
   "programme" INTEGER REFERENCES "programme"("id"),
   "score" REAL NOT NULL,
   "eligible" TEXT NOT NULL,
   "reasons" TEXT NOT NULL,
   "obstacles" TEXT NOT NULL,
   PRIMARY KEY ("project", "programme")
) STRICT;
CREATE INDEX "idx_forecast_match_programme"
    ON "forecast_match" ("programme");
CREATE UNIQUE INDEX "idx_experience_application_municipality"
    ON "experience" ("application", "municipality");
CREATE INDEX "idx_enquiry_addressee"
    ON "enquiry" ("addressee");
CREATE TABLE "expertise" (
   "id" INTEGER PRIMARY KEY,
   "topic" TEXT NOT NULL,
   "words" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "account" INTEGER NOT NULL REFERENCES "account"("id"),
   "municipality" TEXT NOT NULL REFERENCES "municipality"("ags"),
   "by" TEXT NOT NULL,
   "at" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_expertise_account"
    ON "expertise" ("account");
CREATE TABLE "lead_time" (
   "municipality" TEXT PRIMARY KEY REFERENCES "municipality"("ags"),
   "preparation" INTEGER NOT NULL,
   "papers" INTEGER NOT NULL,
   "afterwards" INTEGER NOT NULL
) STRICT;
CREATE TABLE "desk_far" (
   "programme" INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE "search_behind" (
   "id" INTEGER PRIMARY KEY,
   "programme" INTEGER NOT NULL
) STRICT;
CREATE INDEX "idx_project_municipality"
    ON "project" ("municipality");
CREATE INDEX "idx_account_municipality"
    ON "account" ("municipality");
CREATE INDEX "idx_joint_interest_municipality"
    ON "joint_interest" ("municipality");
CREATE TABLE "job" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "by_hand" INTEGER NOT NULL,
   "started_at" TEXT NOT NULL,
   "ended_at" TEXT,
   "seconds" REAL,
   "outcome" TEXT,
   "said" TEXT
) STRICT;
CREATE INDEX "idx_job_started_at"
    ON "job" ("started_at");
CREATE INDEX "idx_job_name_outcome"
    ON "job" ("name", "outcome");
