create table contact (
    id                 uuid primary key,
    organisation       varchar(40) not null references organisation,
    number             bigint not null unique,
    first_name         text,
    last_name          text,
    email              text,
    mobile             text,
    id_number          text,
    notes              text,
    source             text,
    consent_to_process boolean not null,
    consent_to_market  boolean not null,
    state              varchar(16) not null check (state in ('ACTIVE', 'RESTRICTED', 'DE_IDENTIFIED')),
    pseudonym          uuid not null,
    version            integer not null default 0
);

comment on column contact.number is 'the customer number; a new random one takes its place at de-identification';
comment on column contact.pseudonym is 'the name of the person in the activity log; replaced at de-identification';

create index contact_by_email on contact (organisation, email) where email is not null;
create index contact_by_mobile on contact (organisation, mobile) where mobile is not null;

create table lead (
    id              uuid primary key,
    contact         uuid not null references contact,
    number          bigint not null unique,
    interest        text,
    enquiry         text,
    status          varchar(8) not null check (status in ('OPEN', 'LOST', 'WON')),
    recipient_name  text,
    recipient_email text,
    created_on      date,
    version         integer not null default 0
);

create index lead_by_contact on lead (contact);

create table contact_hold (
    contact uuid not null references contact,
    item    varchar(40) not null,
    ground  varchar(32) not null,
    until   date,
    primary key (contact, item)
);

comment on table contact_hold is 'what another ground of section 11(1) or 14(1) keeps after consent was withdrawn';
