create table processing_system (
    id           uuid primary key,
    organisation varchar(40) not null references organisation,
    kind         varchar(8) not null check (kind in ('DMS', 'OPERATOR')),
    name         text not null,
    holds        text not null,
    instructions text not null,
    active       boolean not null default true,
    unique (organisation, name)
);

comment on table processing_system is 'where a person''s information may lie beside ours: the DMS first, then each operator';

create table system_asked (
    reference varchar(20) not null,
    system    uuid not null references processing_system,
    primary key (reference, system)
);

comment on table system_asked is 'which systems a case asks: those of the register when it asked';

create table system_answer (
    reference   varchar(20) not null,
    system      uuid not null references processing_system,
    outcome     varchar(16) not null check (outcome in ('DONE', 'FOUND', 'NOT_FOUND', 'CANNOT', 'KEPT', 'PARTLY', 'UNANSWERED')),
    answered_by varchar(64) not null,
    answered_at timestamptz not null,
    primary key (reference, system)
);
