create table interest (
    organisation varchar(40) not null references organisation,
    code         varchar(40) not null,
    name         text not null,
    purpose      text not null,
    closed_at    timestamptz,
    primary key (organisation, code),
    unique (organisation, name)
);

comment on table interest is 'a group of contacts by what they want to hear of: a consent names one, or all marketing';
comment on column interest.purpose is 'what is sent to the group, in words for the person: consent is specific (section 1)';

create table marketing_consent (
    id           bigint generated always as identity primary key,
    contact      uuid not null references contact,
    organisation varchar(40) not null references organisation,
    channel      varchar(5) not null check (channel in ('EMAIL', 'SMS')),
    interest     varchar(40),
    state        varchar(9) not null check (state in ('GIVEN', 'WITHDRAWN')),
    ground       varchar(8) not null check (ground in ('CONSENT', 'CUSTOMER')),
    evidence     varchar(20) not null,
    wording      varchar(64),
    reference    varchar(20) not null,
    taken_by     varchar(64),
    note         varchar(200),
    at           timestamptz not null,
    stands       boolean not null default true,
    foreign key (organisation, interest) references interest (organisation, code)
);

comment on table marketing_consent is 'every yes and no to marketing, with what shows it; the newest of each kind stands, no row means: never asked';
comment on column marketing_consent.interest is 'null for all marketing';
comment on column marketing_consent.ground is 'CUSTOMER: similar products, to whom something was sold (section 69(3)); nobody said yes';
comment on column marketing_consent.reference is 'the case in which it was said, or a name of its own; a signed paper is sealed under it';

create unique index marketing_consent_standing on marketing_consent (contact, channel, coalesce(interest, '')) where stands;
create index marketing_consent_by_interest on marketing_consent (organisation, interest) where stands;

-- what somebody said is never said otherwise: only that something newer stands in its place
revoke update, truncate on marketing_consent from "${app-role}";
grant update (stands) on marketing_consent to "${app-role}";

-- what people said on /pi before consents had a channel: their words named both
insert into marketing_consent (contact, organisation, channel, state, ground, evidence, wording, reference, at)
select said.contact, c.organisation, way.channel, case when said.given then 'GIVEN' else 'WITHDRAWN' end, 'CONSENT',
    'WEB_FORM', said.wording, said.reference, said.at
from (select distinct on (contact) * from consent_evidence
      where field = 'CONSENT_TO_MARKET' order by contact, at desc) said
join contact c on c.id = said.contact
cross join (values ('EMAIL'), ('SMS')) way (channel)
where not said.given
    or c.consent_to_market and case way.channel when 'EMAIL' then c.email else c.mobile end is not null;
