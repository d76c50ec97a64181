-- The cases behind a figure, in the order of their last days: a page of them is read from the place where the page before
-- ended, so that it costs the same with a million of them open. The conditions are those of the figures.
create index request_by_last_day on request (organisation, type, due, reference)
    where closed_at is null and answered_at is null;
create index request_at_risk on request (organisation, type, due, reference)
    where closed_at is null and answered_at is null and rung in ('AT_RISK', 'WORKING_DEADLINE');

-- They answer whatever this one did.
drop index request_late;

-- Which cases wait for a system. The case's last day stands beside it, because only one table has an order.
create table waiting_case (
    reference varchar(20) not null references request on delete cascade,
    system    uuid not null,
    due       date not null,
    rung      varchar(16),
    primary key (reference, system)
);

create index waiting_case_by_last_day on waiting_case (system, due, reference);
create index waiting_case_at_risk on waiting_case (system, due, reference) where rung in ('AT_RISK', 'WORKING_DEADLINE');

comment on table waiting_case is 'open cases in which a system was asked and has not answered: what waiting_figure counts';

-- The case is held still meanwhile, as it is for the figure (V195).
create function note_waiting() returns trigger language plpgsql as $$
declare
    one record := coalesce(new, old);
begin
    perform from request where reference = one.reference for no key update;
    delete from waiting_case where reference = one.reference and system = one.system;
    insert into waiting_case
    select r.reference, a.system, r.due, r.rung from request r join system_asked a using (reference)
    where r.reference = one.reference and a.system = one.system and r.closed_at is null and r.answered_at is null
    and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system);
    return null;
end $$;

create trigger waiting_of_asked after insert or delete on system_asked for each row execute function note_waiting();
create trigger waiting_of_answers after insert or delete on system_answer for each row execute function note_waiting();

create function follow_case() returns trigger language plpgsql as $$
begin
    if new.closed_at is not null or new.answered_at is not null then
        delete from waiting_case where reference = new.reference;
    elsif old.closed_at is not null or old.answered_at is not null then
        insert into waiting_case
        select new.reference, a.system, new.due, new.rung from system_asked a
        where a.reference = new.reference
        and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system);
    else
        update waiting_case set due = new.due, rung = new.rung where reference = new.reference;
    end if;
    return null;
end $$;

create trigger waiting_of_changed after update on request for each row
    when ((old.due, old.rung, old.answered_at, old.closed_at)
        is distinct from (new.due, new.rung, new.answered_at, new.closed_at))
    execute function follow_case();

insert into waiting_case
select r.reference, a.system, r.due, r.rung from request r join system_asked a using (reference)
where r.closed_at is null and r.answered_at is null
and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system);
