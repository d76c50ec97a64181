-- How long a system takes from the question to the answer. Until now nobody wrote down when it was asked: of those
-- questions nothing is counted.

alter table system_asked add asked_at timestamptz;

comment on column system_asked.asked_at is 'null where it was asked before this was noted';

create table system_figure (
    system uuid not null,
    month  date not null,
    bucket integer,
    number integer not null
);

create index system_figure_of on system_figure (system, month);

comment on table system_figure is 'questions by the month in which they were asked; they stay when the cases go';
comment on column system_figure.bucket is 'how long the answer took (bucket_of); null counts the question itself';

create function count_questions() returns trigger language plpgsql as $$
begin
    insert into system_figure
    select system, month_of(day_of(asked_at)), null, count(*) from changed where asked_at is not null group by 1, 2;
    return null;
end $$;

-- An answer that is taken back, because the system is asked again, counts no more; one that goes with its case does.
create function count_time_of_answer() returns trigger language plpgsql as $$
begin
    insert into system_figure
    select a.system, month_of(day_of(a.asked_at)), bucket_of(extract(epoch from s.answered_at - a.asked_at)), s.number
    from (
        select old.reference, old.system, old.outcome, old.answered_at, -1 as number
        where tg_op = 'UPDATE' or tg_op = 'DELETE'
            and exists (select from request r where r.reference = old.reference and r.closed_at is null)
        union all
        select new.reference, new.system, new.outcome, new.answered_at, 1 where tg_op <> 'DELETE'
    ) s
    join system_asked a on a.reference = s.reference and a.system = s.system
    where s.outcome <> 'UNANSWERED' and a.asked_at is not null;
    return null;
end $$;

create trigger figures_of_questions after insert on system_asked referencing new table as changed
    for each statement execute function count_questions();
create trigger time_of_answers after insert or update or delete on system_answer
    for each row execute function count_time_of_answer();
