-- The directory: what must be found before the workspace is known. Secrets are stored hashed.

CREATE TABLE directory_login (
    email         TEXT     NOT NULL PRIMARY KEY,  -- lower case
    workspace_id  UUID     NOT NULL,
    member_id     UUID     NOT NULL,
    password_hash TEXT,
    active        SMALLINT NOT NULL
);
CREATE TABLE directory_session (
    secret_hash  TEXT   NOT NULL PRIMARY KEY,
    workspace_id UUID   NOT NULL,
    member_id    UUID   NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX directory_session_of_member ON directory_session (workspace_id, member_id);
CREATE INDEX directory_session_by_end ON directory_session (expires_at);
CREATE TABLE directory_token (
    secret_hash  TEXT   NOT NULL PRIMARY KEY,
    workspace_id UUID   NOT NULL,
    member_id    UUID   NOT NULL,
    token_id     UUID   NOT NULL,
    name         TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT
);
CREATE UNIQUE INDEX directory_token_of_member ON directory_token (workspace_id, member_id, token_id);
CREATE TABLE directory_link (
    secret_hash  TEXT   NOT NULL PRIMARY KEY,
    workspace_id UUID   NOT NULL,
    member_id    UUID   NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX directory_link_by_end ON directory_link (expires_at);
-- Of the one-time link that sets up an empty place; at most one row, none once there is a workspace.
CREATE TABLE directory_setup (
    secret_hash  TEXT   NOT NULL PRIMARY KEY,
    created_at   BIGINT NOT NULL
);

-- The truth: facts in the past tense, numbered without gaps per workspace.

CREATE TABLE workspace (
    workspace_id UUID   NOT NULL PRIMARY KEY,
    last_event   BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    body         TEXT   NOT NULL
);
CREATE TABLE event (
    workspace_id UUID     NOT NULL,
    number       BIGINT   NOT NULL,
    subject_kind TEXT     NOT NULL,
    subject_id   UUID     NOT NULL,
    version      BIGINT   NOT NULL,
    type         TEXT     NOT NULL,
    schema       SMALLINT NOT NULL,
    at           BIGINT   NOT NULL,
    recorded_at  BIGINT   NOT NULL,
    member_id    UUID,
    person_id    UUID,
    cause        TEXT     NOT NULL,
    body         TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, number)
);
CREATE UNIQUE INDEX event_of_subject ON event (workspace_id, subject_id, version);

-- What follows from it. `ante rebuild` makes all of this anew.

CREATE TABLE member (
    workspace_id UUID     NOT NULL,
    member_id    UUID     NOT NULL,
    version      BIGINT   NOT NULL,
    email        TEXT     NOT NULL,
    name         TEXT     NOT NULL,
    role         TEXT     NOT NULL,
    team         TEXT     NOT NULL,
    level        TEXT     NOT NULL,
    active       SMALLINT NOT NULL,
    body         TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, member_id)
);
CREATE INDEX member_by_level ON member (workspace_id, level, member_id);
CREATE UNIQUE INDEX member_by_email ON member (workspace_id, email);
CREATE INDEX member_by_team ON member (workspace_id, team);
CREATE INDEX member_by_name ON member (workspace_id, name, member_id);

CREATE TABLE account (
    workspace_id UUID     NOT NULL,
    account_id   UUID     NOT NULL,
    version      BIGINT   NOT NULL,
    name         TEXT     NOT NULL,
    name_key     TEXT     NOT NULL,
    external_id  TEXT,
    merged       SMALLINT NOT NULL,
    body         TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX account_by_name ON account (workspace_id, name_key, account_id);
CREATE UNIQUE INDEX account_by_external_id ON account (workspace_id, external_id);

CREATE TABLE person (
    workspace_id UUID     NOT NULL,
    person_id    UUID     NOT NULL,
    version      BIGINT   NOT NULL,
    account_id   UUID     NOT NULL,
    name_key     TEXT     NOT NULL,
    email        TEXT     NOT NULL,
    level        TEXT     NOT NULL,
    external_id  TEXT,
    merged       SMALLINT NOT NULL,
    body         TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, person_id)
);
CREATE INDEX person_by_account ON person (workspace_id, account_id, name_key, person_id);
CREATE INDEX person_by_name ON person (workspace_id, name_key, person_id);
CREATE INDEX person_by_email ON person (workspace_id, email);
CREATE UNIQUE INDEX person_by_external_id ON person (workspace_id, external_id);

CREATE TABLE touch (
    workspace_id UUID   NOT NULL,
    touch_id     UUID   NOT NULL,
    version      BIGINT NOT NULL,
    account_id   UUID   NOT NULL,
    person_id    UUID,
    deal_id      UUID,
    by_id        UUID   NOT NULL,
    at           BIGINT NOT NULL,
    kind         TEXT   NOT NULL,
    reach        TEXT   NOT NULL,
    answered_at  BIGINT,
    minutes      BIGINT NOT NULL,
    cost         BIGINT NOT NULL,
    currency     TEXT   NOT NULL,  -- empty: it cost nothing
    body         TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, touch_id)
);
CREATE INDEX touch_by_time ON touch (workspace_id, at, touch_id);
CREATE INDEX touch_of_account ON touch (workspace_id, account_id, at, touch_id);
CREATE INDEX touch_of_member ON touch (workspace_id, by_id, at, touch_id);
CREATE INDEX touch_of_person ON touch (workspace_id, person_id, touch_id);

-- Two accounts, or two people, that were one: newest first by id.
CREATE TABLE merge (
    workspace_id UUID     NOT NULL,
    merge_id     UUID     NOT NULL,
    version      BIGINT   NOT NULL,
    kind         TEXT     NOT NULL,
    from_id      UUID     NOT NULL,
    into_id      UUID     NOT NULL,
    undone       SMALLINT NOT NULL,
    body         TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, merge_id)
);
CREATE INDEX merge_into ON merge (workspace_id, into_id, merge_id);
CREATE INDEX merge_from ON merge (workspace_id, from_id, merge_id);

CREATE TABLE deal (
    workspace_id     UUID             NOT NULL,
    deal_id          UUID             NOT NULL,
    version          BIGINT           NOT NULL,
    settings_version BIGINT           NOT NULL,  -- of the workspace, when its figures were derived
    account_id       UUID             NOT NULL,
    owner_id         UUID             NOT NULL,
    team             TEXT             NOT NULL,
    visibility       TEXT             NOT NULL,
    name             TEXT             NOT NULL,
    name_key         TEXT             NOT NULL,
    kind             TEXT             NOT NULL,
    state            TEXT             NOT NULL,
    in_play          SMALLINT         NOT NULL,
    stage            TEXT             NOT NULL,
    crm_stage        TEXT             NOT NULL,
    amount           BIGINT           NOT NULL,
    currency         TEXT             NOT NULL,  -- empty: no amount
    expected_close   INTEGER,
    opened_at        BIGINT           NOT NULL,
    closed_at        BIGINT,
    changed_at       BIGINT           NOT NULL,
    last_buyer_act   BIGINT,
    skin             SMALLINT,
    buyer_stake      DOUBLE PRECISION NOT NULL,
    seller_stake     DOUBLE PRECISION NOT NULL,
    momentum         DOUBLE PRECISION NOT NULL,
    meetings_held    INTEGER          NOT NULL,
    meetings_with_advance INTEGER     NOT NULL,
    last_verdict     TEXT             NOT NULL,  -- empty: none yet
    buyer_open       INTEGER          NOT NULL,  -- promises agreed, and not settled yet
    seller_open      INTEGER          NOT NULL,
    next_due         INTEGER,                    -- the first day of these
    second_meeting   BIGINT,                     -- its end; of deals not closed in the first two
    early_advance    SMALLINT         NOT NULL,  -- in one of the two
    letting_go       TEXT             NOT NULL,  -- proposed: park or lose; empty: not
    parked_until     INTEGER,
    snoozed_until    BIGINT           NOT NULL,  -- a moment; 0: not
    external_id      TEXT,
    body             TEXT             NOT NULL,
    PRIMARY KEY (workspace_id, deal_id)
);
CREATE UNIQUE INDEX deal_by_external_id ON deal (workspace_id, external_id);
CREATE INDEX deal_of_owner ON deal (workspace_id, owner_id, in_play, momentum, deal_id);
CREATE INDEX deal_of_team ON deal (workspace_id, team, in_play, momentum, deal_id);
CREATE INDEX deal_by_momentum ON deal (workspace_id, in_play, momentum, deal_id);
CREATE INDEX deal_by_amount ON deal (workspace_id, in_play, amount, deal_id);
CREATE INDEX deal_by_opening ON deal (workspace_id, in_play, opened_at, deal_id);
CREATE INDEX deal_by_change ON deal (workspace_id, in_play, changed_at, deal_id);
CREATE INDEX deal_by_name ON deal (workspace_id, in_play, name_key, deal_id);
-- Of open deals alone: closed ones are many, and nobody looks at them in these orders.
CREATE INDEX deal_on_board ON deal (workspace_id, state, stage, momentum, deal_id) WHERE in_play = 1;
CREATE INDEX deal_by_skin ON deal (workspace_id, (COALESCE(skin, -1)), deal_id) WHERE in_play = 1;
CREATE INDEX deal_by_expected ON deal (workspace_id, (COALESCE(expected_close, 9999999)), deal_id) WHERE in_play = 1;
CREATE INDEX deal_by_due ON deal (workspace_id, (COALESCE(next_due, 9999999)), deal_id) WHERE in_play = 1;
CREATE INDEX deal_by_last_act ON deal (workspace_id, (COALESCE(last_buyer_act, 0)), deal_id) WHERE in_play = 1;
CREATE INDEX deal_by_second_meeting ON deal (workspace_id, second_meeting) WHERE second_meeting IS NOT NULL;
CREATE INDEX deal_to_let_go ON deal (workspace_id, owner_id, deal_id) WHERE letting_go <> '';
CREATE INDEX deal_of_account ON deal (workspace_id, account_id, deal_id);
CREATE INDEX deal_parked ON deal (workspace_id, parked_until, deal_id) WHERE state = 'parked';
CREATE INDEX deal_won ON deal (workspace_id, closed_at) WHERE state = 'won';
CREATE INDEX deal_by_settings ON deal (workspace_id, settings_version);

CREATE TABLE signal (
    workspace_id UUID     NOT NULL,
    deal_id      UUID     NOT NULL,
    rule         TEXT     NOT NULL,
    subject_id   UUID     NOT NULL,
    about        TEXT     NOT NULL,
    severity     TEXT     NOT NULL,
    place        SMALLINT NOT NULL,  -- where it stands on Today: group and rank
    holds_from   BIGINT   NOT NULL,
    owner_id     UUID     NOT NULL,
    because      TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, rule, subject_id)
);
CREATE INDEX signal_of_owner ON signal (workspace_id, owner_id, holds_from);
CREATE INDEX signal_of_rule ON signal (workspace_id, rule, holds_from);

-- What a deal adds to the figures of a day (method/review/day.h): a team's figures are sums of
-- these, read along the key, a range for each of its members.
CREATE TABLE deal_day (
    workspace_id    UUID             NOT NULL,
    owner_id        UUID             NOT NULL,  -- of the deal, as it is now
    day             INTEGER          NOT NULL,
    deal_id         UUID             NOT NULL,
    held            DOUBLE PRECISION NOT NULL,
    planned         DOUBLE PRECISION NOT NULL,
    asked           DOUBLE PRECISION NOT NULL,
    advanced        DOUBLE PRECISION NOT NULL,
    next_booked     DOUBLE PRECISION NOT NULL,
    recapped        DOUBLE PRECISION NOT NULL,
    complied        DOUBLE PRECISION NOT NULL,
    deciders        DOUBLE PRECISION NOT NULL,
    read            DOUBLE PRECISION NOT NULL,
    minutes         DOUBLE PRECISION NOT NULL,
    minutes_alone   DOUBLE PRECISION NOT NULL,
    requests        DOUBLE PRECISION NOT NULL,
    purposeless     DOUBLE PRECISION NOT NULL,
    accepted        DOUBLE PRECISION NOT NULL,
    for_nothing     DOUBLE PRECISION NOT NULL,
    overridden      DOUBLE PRECISION NOT NULL,
    points_given    DOUBLE PRECISION NOT NULL,
    points_received DOUBLE PRECISION NOT NULL,
    buyer_acts      DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (workspace_id, owner_id, day, deal_id)
) WITHOUT ROWID;
CREATE INDEX deal_day_of_deal ON deal_day (workspace_id, deal_id, day);

CREATE TABLE player (
    workspace_id UUID NOT NULL,
    person_id    UUID NOT NULL,
    deal_id      UUID NOT NULL,
    role         TEXT NOT NULL,
    here         SMALLINT NOT NULL,  -- 0: left the deal
    PRIMARY KEY (workspace_id, person_id, deal_id)
);
CREATE INDEX player_of_deal ON player (workspace_id, deal_id);

CREATE TABLE meeting (
    workspace_id UUID   NOT NULL,
    meeting_id   UUID   NOT NULL,
    deal_id      UUID   NOT NULL,
    owner_id     UUID   NOT NULL,
    state        TEXT   NOT NULL,  -- planned, held, cancelled
    kind         TEXT   NOT NULL,
    title        TEXT   NOT NULL,
    starts       BIGINT NOT NULL,
    minutes      BIGINT NOT NULL,
    has_plan     SMALLINT NOT NULL,  -- best and minimum are there
    verdict      TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, meeting_id)
);
CREATE INDEX meeting_of_owner ON meeting (workspace_id, owner_id, starts, meeting_id);
CREATE INDEX meeting_of_deal ON meeting (workspace_id, deal_id);

CREATE TABLE promise (
    workspace_id UUID    NOT NULL,
    promise_id   UUID    NOT NULL,
    deal_id      UUID    NOT NULL,
    owner_id     UUID    NOT NULL,
    side         TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    effort       TEXT    NOT NULL,
    due          INTEGER NOT NULL,
    agreed_at    BIGINT,
    what         TEXT    NOT NULL,
    person_id    UUID,
    member_id    UUID,
    PRIMARY KEY (workspace_id, promise_id)
);
CREATE INDEX promise_of_owner ON promise (workspace_id, owner_id, state, due, promise_id);
CREATE INDEX promise_of_deal ON promise (workspace_id, deal_id);

CREATE TABLE request (
    workspace_id UUID     NOT NULL,
    request_id   UUID     NOT NULL,
    deal_id      UUID     NOT NULL,
    owner_id     UUID     NOT NULL,
    kind         TEXT     NOT NULL,
    state        TEXT     NOT NULL,
    overridden   SMALLINT NOT NULL,
    asked_at     BIGINT   NOT NULL,
    what         TEXT     NOT NULL,
    person_id    UUID     NOT NULL,
    PRIMARY KEY (workspace_id, request_id)
);
CREATE INDEX request_of_owner ON request (workspace_id, owner_id, state, asked_at, request_id);
CREATE INDEX request_of_deal ON request (workspace_id, deal_id);
CREATE INDEX request_overridden ON request (workspace_id, owner_id, asked_at) WHERE overridden = 1;

-- What became of our asks, and how often each kind was answered (tallies.h).
CREATE TABLE answered_ask (
    workspace_id UUID     NOT NULL,
    ask_id       UUID     NOT NULL,
    deal_id      UUID     NOT NULL,
    play         TEXT     NOT NULL,  -- empty: none
    effort       TEXT     NOT NULL,
    role         TEXT     NOT NULL,  -- of whom we asked
    agreed       SMALLINT NOT NULL,
    PRIMARY KEY (workspace_id, ask_id)
);
CREATE INDEX answered_ask_of_deal ON answered_ask (workspace_id, deal_id);
CREATE TABLE ask_tally (
    workspace_id UUID   NOT NULL,
    play         TEXT   NOT NULL,
    effort       TEXT   NOT NULL,
    role         TEXT   NOT NULL,
    asked        BIGINT NOT NULL,
    agreed       BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, play, effort, role)
);
-- What we have with each account: fit, tier, who looks after it (relations.h).
CREATE TABLE relation (
    workspace_id     UUID     NOT NULL,
    account_id       UUID     NOT NULL,
    settings_version BIGINT   NOT NULL,  -- of the workspace, when it was derived; 0: it waits
    fit              SMALLINT,
    tier             TEXT     NOT NULL,
    keeper_id        UUID     NOT NULL,  -- nil: nobody
    in_play          SMALLINT NOT NULL,
    deals            INTEGER  NOT NULL,
    value            BIGINT   NOT NULL,
    last_outside     BIGINT,             -- last real contact, deals in play left out
    every_days       INTEGER,
    cadences         INTEGER  NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX relation_by_fit ON relation (workspace_id, in_play, fit, account_id);
CREATE INDEX relation_by_settings ON relation (workspace_id, settings_version);
CREATE TABLE relation_signal (
    workspace_id UUID     NOT NULL,
    account_id   UUID     NOT NULL,
    rule         TEXT     NOT NULL,
    subject_id   UUID     NOT NULL,
    about        TEXT     NOT NULL,
    severity     TEXT     NOT NULL,
    place        SMALLINT NOT NULL,
    holds_from   BIGINT   NOT NULL,
    keeper_id    UUID     NOT NULL,
    because      TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, account_id, rule, subject_id)
);
CREATE INDEX relation_signal_of_keeper ON relation_signal (workspace_id, keeper_id, holds_from);

-- Deals that passed the door, as the forecast sees them: written with the deal, read by the thousand.
CREATE TABLE story (
    workspace_id UUID    NOT NULL,
    deal_id      UUID    NOT NULL,
    opened_at    BIGINT  NOT NULL,
    ended_at     BIGINT,
    ended_how    TEXT    NOT NULL,  -- won, lost, faded; empty: not yet
    kind         TEXT    NOT NULL,
    amount       BIGINT  NOT NULL,  -- as it was said at the door; 0: not
    acts         INTEGER NOT NULL,
    deeds        TEXT    NOT NULL,
    stages       TEXT    NOT NULL,
    PRIMARY KEY (workspace_id, deal_id)
);
CREATE INDEX story_open ON story (workspace_id, deal_id) WHERE ended_at IS NULL;
CREATE INDEX story_ended ON story (workspace_id, ended_at) WHERE ended_at IS NOT NULL;

-- What was learned from them (forecasts.h): the newest version speaks. No part of the log, but the
-- same history gives the same text.
CREATE TABLE forecast_model (
    workspace_id UUID   NOT NULL,
    version      BIGINT NOT NULL,
    known_by     BIGINT NOT NULL,  -- it learned from what was known before
    made_at      BIGINT NOT NULL,
    decided      BIGINT NOT NULL,  -- deals it learned from
    body         TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, version)
);

-- Words of the names of accounts, people and deals, for search by the beginnings of words.
CREATE TABLE search_word (
    workspace_id UUID NOT NULL,
    word         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    PRIMARY KEY (workspace_id, word, kind, subject_id)
) WITHOUT ROWID;

-- Imports as they went (imports.h): written with the rows that they bring in, no part of the log.
CREATE TABLE import (
    workspace_id UUID   NOT NULL,
    import_id    UUID   NOT NULL,
    member_id    UUID   NOT NULL,
    state        TEXT   NOT NULL,  -- running, done, broken_off, undone
    file_name    TEXT   NOT NULL,
    rows_in_file BIGINT NOT NULL,
    started_at   BIGINT NOT NULL,
    progress_at  BIGINT NOT NULL,
    ended_at     BIGINT,
    undone_at    BIGINT,
    undone_by    UUID,
    why          TEXT   NOT NULL,  -- it was broken off; empty: it was not
    report       TEXT   NOT NULL,  -- counts, as JSON
    mapping      TEXT   NOT NULL,  -- by which it was read, as JSON
    rejects_header TEXT NOT NULL,  -- of the rejects file: what stands above its lines
    PRIMARY KEY (workspace_id, import_id)
);
CREATE TABLE import_effect (
    workspace_id UUID   NOT NULL,
    import_id    UUID   NOT NULL,
    kind         TEXT   NOT NULL,  -- account, person, member, deal
    subject_id   UUID   NOT NULL,
    effect       TEXT   NOT NULL,  -- made, changed
    version      BIGINT NOT NULL,  -- the subject's, as the import left it
    PRIMARY KEY (workspace_id, import_id, kind, subject_id)
);
CREATE INDEX import_effect_on ON import_effect (workspace_id, subject_id, import_id);
CREATE TABLE import_refusal (
    workspace_id UUID   NOT NULL,
    import_id    UUID   NOT NULL,
    line         BIGINT NOT NULL,
    name         TEXT   NOT NULL,  -- the deal's, if it could be read
    column_name  TEXT   NOT NULL,
    code         TEXT   NOT NULL,
    detail       TEXT   NOT NULL,
    reject       TEXT   NOT NULL,  -- its line for the rejects file
    PRIMARY KEY (workspace_id, import_id, line)
);
CREATE TABLE import_mapping (
    workspace_id UUID   NOT NULL,
    name         TEXT   NOT NULL,
    member_id    UUID   NOT NULL,
    saved_at     BIGINT NOT NULL,
    body         TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, name)
);

-- What accounts and people may be duplicates by: name without legal form, domain, address. Two of a
-- kind under one key are a likely pair. Merged ones are not in it.
CREATE TABLE likeness (
    workspace_id UUID NOT NULL,
    kind         TEXT NOT NULL,
    key          TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    PRIMARY KEY (workspace_id, kind, key, subject_id)
) WITHOUT ROWID;

-- Saved views of screens (views.h): no part of the log.
CREATE TABLE saved_view (
    workspace_id UUID   NOT NULL,
    view_id      UUID   NOT NULL,
    owner_id     UUID   NOT NULL,
    name         TEXT   NOT NULL,
    screen       TEXT   NOT NULL,
    visibility   TEXT   NOT NULL,
    query        TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, view_id)
);
CREATE INDEX saved_view_of_owner ON saved_view (workspace_id, owner_id);

-- The buyer's page (buyer_links.h): who may open which plan. No part of the log; what is done there
-- is. Secrets are stored hashed.
CREATE TABLE plan_link (
    workspace_id UUID     NOT NULL,
    link_id      UUID     NOT NULL,
    deal_id      UUID     NOT NULL,
    person_id    UUID     NOT NULL,
    made_by      UUID     NOT NULL,
    made_at      BIGINT   NOT NULL,
    days         INTEGER  NOT NULL,
    expires_at   BIGINT   NOT NULL,
    email_check  SMALLINT NOT NULL,
    seen_at      BIGINT,
    revoked_at   BIGINT,
    codes        INTEGER  NOT NULL DEFAULT 0,  -- sent in the hour that began then
    codes_since  BIGINT   NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, link_id)
);
CREATE UNIQUE INDEX plan_link_of_player ON plan_link (workspace_id, deal_id, person_id);
CREATE TABLE directory_plan_secret (
    secret_hash  TEXT   NOT NULL PRIMARY KEY,
    workspace_id UUID   NOT NULL,
    link_id      UUID   NOT NULL,
    made_at      BIGINT NOT NULL
);
CREATE INDEX directory_plan_secret_of_link ON directory_plan_secret (workspace_id, link_id);
CREATE TABLE directory_plan_session (
    secret_hash  TEXT    NOT NULL PRIMARY KEY,
    workspace_id UUID    NOT NULL,
    link_id      UUID    NOT NULL,
    made_at      BIGINT  NOT NULL,
    expires_at   BIGINT  NOT NULL,
    code_hash    TEXT    NOT NULL,  -- not empty: it opens nothing before the code was said
    tries        INTEGER NOT NULL
);
CREATE INDEX directory_plan_session_of_link ON directory_plan_session (workspace_id, link_id);
CREATE INDEX directory_plan_session_by_end ON directory_plan_session (expires_at);
CREATE TABLE workspace_logo (
    workspace_id UUID   NOT NULL PRIMARY KEY,
    content_type TEXT   NOT NULL,
    picture      TEXT   NOT NULL,  -- base64
    changed_at   BIGINT NOT NULL
);
-- Mail that waits to go out, and what became of it (outbox.h): no part of the log.
CREATE TABLE letter (
    workspace_id UUID     NOT NULL,
    letter_id    UUID     NOT NULL,
    deal_id      UUID,
    once         TEXT,               -- its word, if it must not go out twice
    state        TEXT     NOT NULL,  -- waiting, sending, sent, failed, bounced, cancelled
    made_at      BIGINT   NOT NULL,
    due_at       BIGINT   NOT NULL,  -- while sending: when the sender counts as lost
    tries        INTEGER  NOT NULL,
    ended_at     BIGINT,
    answer       TEXT     NOT NULL,  -- the server's last one
    body         TEXT     NOT NULL,  -- as JSON
    PRIMARY KEY (workspace_id, letter_id)
);
CREATE INDEX letter_due ON letter (workspace_id, due_at, letter_id) WHERE ended_at IS NULL;
CREATE INDEX letter_ended ON letter (workspace_id, ended_at, letter_id) WHERE ended_at IS NOT NULL;
CREATE INDEX letter_of_deal ON letter (workspace_id, deal_id, letter_id);
CREATE UNIQUE INDEX letter_once ON letter (workspace_id, once);
CREATE TABLE mail_wish (
    workspace_id UUID   NOT NULL,
    wish         TEXT   NOT NULL,
    subject_id   UUID   NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, wish, subject_id)
);
-- What unsubscribing knows its words by; at most one row.
CREATE TABLE directory_mail_key (
    made_at BIGINT NOT NULL PRIMARY KEY,
    key     TEXT   NOT NULL
);
CREATE TABLE directory_inbox (
    inbox    TEXT   NOT NULL PRIMARY KEY,
    validity BIGINT NOT NULL,
    last_uid BIGINT NOT NULL
);
-- A workspace's own templates of our plan (plan_templates.h): no part of the log.
CREATE TABLE plan_template (
    workspace_id UUID   NOT NULL,
    template_id  UUID   NOT NULL,
    owner_id     UUID   NOT NULL,
    name         TEXT   NOT NULL,
    visibility   TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    body         TEXT   NOT NULL,
    PRIMARY KEY (workspace_id, template_id)
);
CREATE INDEX plan_template_by_name ON plan_template (workspace_id, name, template_id);

-- Calendars that members let us look into, and what stands in them (calendars.h): no part of the log.
CREATE TABLE calendar_source (
    workspace_id  UUID     NOT NULL,
    source_id     UUID     NOT NULL,
    member_id     UUID     NOT NULL,
    kind          TEXT     NOT NULL,  -- url, file, caldav
    name          TEXT     NOT NULL,
    place         TEXT     NOT NULL,  -- its server, for people
    secret        TEXT     NOT NULL,  -- sealed (sealed.h): address, name, password
    keeps_private SMALLINT NOT NULL,
    writes        SMALLINT NOT NULL,
    etag          TEXT     NOT NULL,
    whole_at      BIGINT,
    synced_at     BIGINT,
    due_at        BIGINT   NOT NULL,
    failures      INTEGER  NOT NULL,
    trouble       TEXT     NOT NULL,
    found         BIGINT   NOT NULL,
    left_out      BIGINT   NOT NULL,
    complaints    TEXT     NOT NULL,
    made_at       BIGINT   NOT NULL,
    PRIMARY KEY (workspace_id, source_id)
);
CREATE INDEX calendar_source_of_member ON calendar_source (workspace_id, member_id, source_id);
CREATE TABLE calendar_entry (
    workspace_id UUID     NOT NULL,
    source_id    UUID     NOT NULL,
    entry_id     UUID     NOT NULL,
    member_id    UUID     NOT NULL,
    uid          TEXT     NOT NULL,
    recurrence   TEXT     NOT NULL,
    href         TEXT     NOT NULL,
    starts       BIGINT   NOT NULL,
    minutes      BIGINT   NOT NULL,
    all_day      SMALLINT NOT NULL,
    cancelled    SMALLINT NOT NULL,
    is_private   SMALLINT NOT NULL,
    title        TEXT     NOT NULL,
    place        TEXT     NOT NULL,
    people       TEXT     NOT NULL,
    organizer    TEXT     NOT NULL,
    state        TEXT     NOT NULL,  -- ignored, suggested, matched
    by_member    SMALLINT NOT NULL,
    deal_id      UUID,
    meeting_id   UUID,
    choices      TEXT     NOT NULL,
    PRIMARY KEY (workspace_id, source_id, entry_id)
);
CREATE UNIQUE INDEX calendar_entry_named ON calendar_entry (workspace_id, source_id, uid, recurrence);
CREATE INDEX calendar_entry_by_uid ON calendar_entry (workspace_id, uid, recurrence);
CREATE INDEX calendar_entry_of_member ON calendar_entry (workspace_id, member_id, state, starts);
-- Our meetings as they were put into somebody's calendar.
CREATE TABLE calendar_copy (
    workspace_id UUID NOT NULL,
    source_id    UUID NOT NULL,
    meeting_id   UUID NOT NULL,
    href         TEXT NOT NULL,
    etag         TEXT NOT NULL,
    says         TEXT NOT NULL,  -- a hash of what it says
    PRIMARY KEY (workspace_id, source_id, meeting_id)
);
-- Meetings whose players were invited by mail, as the last mail said.
CREATE TABLE meeting_invitation (
    workspace_id UUID     NOT NULL,
    meeting_id   UUID     NOT NULL,
    deal_id      UUID     NOT NULL,
    member_id    UUID     NOT NULL,  -- who invites
    look_at      BIGINT   NOT NULL,  -- 0: the deal changed; else when the meeting begins
    sequence     BIGINT   NOT NULL,
    is_over      SMALLINT NOT NULL,  -- cancelled, or begun: nothing more is sent
    invited_at   BIGINT   NOT NULL,
    sent_at      BIGINT   NOT NULL,
    said         TEXT     NOT NULL,  -- when, where, who: as JSON
    PRIMARY KEY (workspace_id, meeting_id)
);
CREATE INDEX meeting_invitation_open ON meeting_invitation (workspace_id, deal_id) WHERE is_over = 0;
CREATE INDEX meeting_invitation_look ON meeting_invitation (look_at, meeting_id) WHERE is_over = 0;
CREATE TABLE directory_calendar_feed (
    secret_hash  TEXT     NOT NULL PRIMARY KEY,
    workspace_id UUID     NOT NULL,
    member_id    UUID     NOT NULL,
    promises     SMALLINT NOT NULL,
    made_at      BIGINT   NOT NULL
);
CREATE UNIQUE INDEX directory_calendar_feed_of ON directory_calendar_feed (workspace_id, member_id);

-- Answers of writes by idempotency key, kept for a day at least.
CREATE TABLE idempotency (
    workspace_id UUID    NOT NULL,
    member_id    UUID    NOT NULL,
    key          TEXT    NOT NULL,
    body_hash    TEXT    NOT NULL,
    status       INTEGER NOT NULL,
    etag         TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    at           BIGINT  NOT NULL,
    PRIMARY KEY (workspace_id, member_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (workspace_id, at);
