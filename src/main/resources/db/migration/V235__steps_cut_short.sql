-- No foreign key to act_ru_job: it would ask here for each step that is done. What is left of steps that are gone is
-- taken away each hour.
create table step_cut_short (
    job_id varchar(64) primary key,
    times  integer not null,
    at     timestamptz not null
);

comment on table step_cut_short is 'how often a step of a process was cut short by the end of its node; only of those that were, on the day';
comment on column step_cut_short.at is 'when it was handed out again the last time';
