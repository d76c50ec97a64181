alter table request
    add told date,
    add extended_by integer check (extended_by between 1 and 30),
    add extended_because varchar(80),
    add extended_at timestamptz,
    add rested boolean not null default false,
    add check ((extended_by is null) = (extended_at is null) and (extended_by is null) = (extended_because is null)),
    add check (extended_by is null or type = 'LOOK_UP');

update request set told = due;
alter table request alter told set not null;

comment on column request.due is 'the last day that the law sets; never earlier than the one that the person was told';
comment on column request.told is 'the last day that the person was told';
comment on column request.extended_by is 'by how many days the time was extended, once (PAIA section 57)';
comment on column request.extended_because is 'codes of the reasons, joined by commas';
comment on column request.rested is 'whether it ever waited for the person';

create table request_pause (
    reference  varchar(20) not null references request,
    reason     varchar(16) not null check (reason in ('CLARIFICATION', 'PROOF')),
    paused_at  timestamptz not null,
    resumed_at timestamptz,
    primary key (reference, paused_at)
);

comment on table request_pause is 'when a case waited for the person; our own targets rest then, the law''s last day does not';

create unique index request_pause_open on request_pause (reference) where resumed_at is null;
