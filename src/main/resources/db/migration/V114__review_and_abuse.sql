create table case_review (
    reference   varchar(20) primary key references request,
    asked_at    timestamptz not null,
    asked_by    varchar(64) not null,
    due         date not null,
    outcome     varchar(10) check (outcome in ('UPHELD', 'REOPENED', 'ASK_AGAIN')),
    decided_by  varchar(64),
    decided_at  timestamptz,
    reopened_as varchar(20) references request,
    check ((outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)),
    check (reopened_as is null or outcome = 'REOPENED')
);

comment on table case_review is 'closed cases that somebody else looks at again, once; what was said and answered lies sealed in the vault';
comment on column case_review.due is 'the last day for our answer, reckoned as for a request';

create index case_review_open on case_review (due) where decided_at is null;
create index case_review_by_new_case on case_review (reopened_as) where reopened_as is not null;

create table regulator_complaint (
    reference varchar(20) not null references request,
    number    varchar(40) not null,
    lodged    date not null,
    noted_by  varchar(64) not null,
    noted_at  timestamptz not null,
    primary key (reference, number)
);

comment on table regulator_complaint is 'complaints to the Information Regulator about a case, under the Regulator''s own numbers';

-- written once
revoke update, delete, truncate on regulator_complaint from "${app-role}";

alter table request
    add abuse boolean not null default false,
    add check (not abuse or (type = 'LOOK_UP' and status = 'CANCELLED'));

comment on column request.abuse is 'whether the organisation ended a look-up as an abuse; otherwise only the person cancels';

create table look_up_pause (
    organisation varchar(40) not null references organisation,
    fingerprint  bytea not null,
    until        timestamptz not null,
    primary key (organisation, fingerprint)
);

comment on table look_up_pause is 'addresses that start no look-up for some days, as keyed hashes; a row goes when its time is over';
