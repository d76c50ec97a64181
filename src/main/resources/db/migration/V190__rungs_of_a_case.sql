alter table request
    add rung varchar(16) check (rung in ('HALF', 'AT_RISK', 'WORKING_DEADLINE', 'BREACHED')),
    add breached_at timestamptz;

comment on column request.rung is 'the highest rung that its dates have reached; null before the first';
comment on column request.breached_at is 'when the last day was over, also where nobody noticed until later';

create table case_rung (
    reference  varchar(20) not null references request,
    rung       varchar(16) not null check (rung in ('HALF', 'AT_RISK', 'WORKING_DEADLINE', 'BREACHED')),
    due_at     timestamptz not null,
    reached_at timestamptz not null,
    primary key (reference, rung),
    check (reached_at >= due_at)
);

comment on table case_rung is 'the rungs that a case has climbed by the dates that hold: when each was due, and when it was noted';

-- Who is late is read from here, and never from the tasks of the engine.
create index request_late on request (organisation, rung, due) where closed_at is null;
