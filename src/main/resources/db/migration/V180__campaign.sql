create table campaign (
    reference    varchar(20) primary key,
    organisation varchar(40) not null references organisation,
    kind         varchar(6) not null check (kind in ('OPT_IN', 'BULK')),
    state        varchar(9) not null
        check (state in ('DRAFT', 'SCREENING', 'APPROVAL', 'RUNNING', 'PAUSED', 'ENDED')),
    outcome      varchar(11) check (outcome in ('BOUGHT_LIST', 'NOBODY_LEFT', 'REFUSED', 'STOPPED', 'DONE')),
    channel      varchar(5) not null check (channel in ('EMAIL', 'SMS')),
    title        text,
    offers       text,
    subject      text,
    words        text,
    interest     varchar(40),
    wording      varchar(64),
    similar_too  boolean not null default false,
    reading      text,
    quota        integer not null default 0 check (quota >= 0),
    waves        integer not null default 0,
    paused       varchar(10) check (paused in ('BOUNCES', 'COMPLAINTS', 'PERSON', 'REGISTRY', 'WORDS')),
    stopped      boolean not null default false,
    started_by   varchar(63) not null,
    approved_by  varchar(63),
    drafted_at   timestamptz not null,
    approved_at  timestamptz,
    released_at  timestamptz,
    judged_from  timestamptz,
    ended_at     timestamptz,
    check ((state = 'ENDED') = (outcome is not null)),
    check ((state = 'ENDED') = (ended_at is not null)),
    check ((state = 'PAUSED') = (paused is not null)),
    check (approved_by <> started_by)
);

comment on table campaign is 'a question that is put once to many people, or a mail to those who agreed';
comment on column campaign.offers is 'what people are asked whether they may be written to about';
comment on column campaign.wording is 'the version of the words in which the question is put';
comment on column campaign.words is 'of a mail to many: its paragraphs, before the foot that the sender adds';
comment on column campaign.similar_too is 'whether customers without explicit consent are among the recipients (section 69(3))';
comment on column campaign.reading is 'the ground on which it is noted who opens it; null where it is not noted';
comment on column campaign.quota is 'how many rows may still be taken on of the wave that was released last';
comment on column campaign.judged_from is 'what was sent before this counts no more for the limits: a person has looked at it';

create index campaign_of_organisation on campaign (organisation, drafted_at);
create unique index campaign_draft on campaign (organisation, kind, started_by) where state = 'DRAFT';

-- One row for each line of a list, or for each contact that a mail goes to. What is personal in it is sealed, and goes
-- when the campaign ends.
create table campaign_recipient (
    campaign      varchar(20) not null references campaign on delete cascade,
    line          integer not null,
    print         bytea,
    token         bytea,
    message       uuid,
    sealed        bytea,
    contact       uuid references contact,
    source        varchar(10),
    minor         boolean not null default false,
    status        varchar(8) not null default 'LISTED'
        check (status in ('LISTED', 'LEFT_OUT', 'READY', 'TAKEN', 'SENT', 'UNSURE', 'FAILED', 'YES', 'NO', 'SILENT')),
    reason        varchar(13),
    ledgered      boolean not null default false,
    attempts      smallint not null default 0,
    due_at        timestamptz,
    lease_until   timestamptz,
    lease_owner   uuid,
    code          varchar(16),
    sent_at       timestamptz,
    answered_at   timestamptz,
    bounced_at    timestamptz,
    hard          boolean,
    complained_at timestamptz,
    read_at       timestamptz,
    left_at       timestamptz,
    primary key (campaign, line),
    check ((status = 'LEFT_OUT') = (reason is not null)),
    check ((status = 'TAKEN') = (lease_owner is not null))
);

comment on column campaign_recipient.print is 'keyed hash of the address, under a key that serves nothing else';
comment on column campaign_recipient.token is 'hash of the secret in the link to the answer';
comment on column campaign_recipient.message is 'by which the message is known when it comes back, or stops more of its kind';
comment on column campaign_recipient.left_at is 'when its link to unsubscribe was used';
comment on column campaign_recipient.sealed is 'addresses, name and identity number';
comment on column campaign_recipient.ledgered is 'whether the ledger of those who were asked has this row as its first';
comment on column campaign_recipient.lease_until is
    'until when a sender holds the row; after it nobody knows whether the question was handed over';

create index campaign_recipient_print on campaign_recipient (print) where print is not null;
create unique index campaign_recipient_token on campaign_recipient (token) where token is not null;
create unique index campaign_recipient_message on campaign_recipient (message) where message is not null;
create index campaign_recipient_status on campaign_recipient (campaign, status, reason);
create index campaign_recipient_ready on campaign_recipient (campaign, line) where status = 'READY';
create index campaign_recipient_leased on campaign_recipient (lease_until) where lease_until is not null;
create index campaign_recipient_sent on campaign_recipient (campaign, sent_at desc) where sent_at is not null;
create index campaign_recipient_contact on campaign_recipient (contact) where contact is not null;

-- What remains once the people are forgotten.
create table campaign_figure (
    campaign varchar(20) not null references campaign on delete cascade,
    what     varchar(13) not null,
    count    integer not null,
    primary key (campaign, what)
);

create table campaign_note (
    campaign varchar(20) not null references campaign on delete cascade,
    number   integer not null,
    what     varchar(10) not null check (what in ('APPROVED', 'REFUSED', 'GOES_ON', 'STOPPED', 'PAUSED')),
    words    bytea not null,
    by       varchar(63) not null,
    at       timestamptz not null,
    primary key (campaign, number)
);

comment on column campaign_note.words is 'what was said with a decision; sealed, for it may name people';
