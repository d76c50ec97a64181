-- How many cases are open, late, answered and waited for, kept right by the transactions that change them: to count a
-- million cases for each page would take as long as there are cases (docs/decisions/0017-figures-are-kept.md).
--
-- Who changes a case adds rows, +1 and -1, and locks none, so nobody waits for a figure. A chore adds them up.

create table open_figure (
    organisation varchar(40) not null,
    type         varchar(20) not null,
    due          date not null,
    rung         varchar(16),
    number       integer not null
);

create index open_figure_of on open_figure (organisation);

comment on table open_figure is 'open cases; the sum of the numbers counts';

create table answered_figure (
    organisation varchar(40) not null,
    type         varchar(20) not null,
    answered_on  date not null,
    late         boolean not null,
    number       integer not null
);

create index answered_figure_of on answered_figure (organisation, answered_on);

comment on table answered_figure is 'cases that were fulfilled or refused; they stay when the cases go';

create table waiting_figure (
    system uuid not null,
    due    date not null,
    rung   varchar(16),
    number integer not null
);

create index waiting_figure_of on waiting_figure (system);

comment on table waiting_figure is 'open cases in which a system was asked and has not answered';

-- The law's days are South Africa's.
create function day_of(moment timestamptz) returns date language sql stable as
$$ select (moment at time zone 'Africa/Johannesburg')::date $$;

create function count_new_cases() returns trigger language plpgsql as $$
begin
    insert into open_figure
    select organisation, type, due, rung, count(*) from changed where closed_at is null group by 1, 2, 3, 4;
    insert into answered_figure
    select organisation, type, day_of(closed_at), day_of(closed_at) > due, count(*) from changed
    where closed_at is not null and status in ('FULFILLED', 'REFUSED') group by 1, 2, 3, 4;
    insert into waiting_figure
    select a.system, c.due, c.rung, count(*) from changed c join system_asked a using (reference)
    where c.closed_at is null
    and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
    group by 1, 2, 3;
    return null;
end $$;

create function count_gone_cases() returns trigger language plpgsql as $$
begin
    insert into open_figure
    select organisation, type, due, rung, -count(*) from changed where closed_at is null group by 1, 2, 3, 4;
    insert into waiting_figure
    select a.system, c.due, c.rung, -count(*) from changed c join system_asked a using (reference)
    where c.closed_at is null
    and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
    group by 1, 2, 3;
    return null;
end $$;

create function count_changed_case() returns trigger language plpgsql as $$
declare
    waits uuid;
begin
    if old.closed_at is null then
        insert into open_figure values (old.organisation, old.type, old.due, old.rung, -1);
    end if;
    if new.closed_at is null then
        insert into open_figure values (new.organisation, new.type, new.due, new.rung, 1);
    end if;
    if old.closed_at is not null and old.status in ('FULFILLED', 'REFUSED') then
        insert into answered_figure
        values (old.organisation, old.type, day_of(old.closed_at), day_of(old.closed_at) > old.due, -1);
    end if;
    if new.closed_at is not null and new.status in ('FULFILLED', 'REFUSED') then
        insert into answered_figure
        values (new.organisation, new.type, day_of(new.closed_at), day_of(new.closed_at) > new.due, 1);
    end if;
    for waits in
        select a.system from system_asked a where a.reference = new.reference
        and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
    loop
        if old.closed_at is null then
            insert into waiting_figure values (waits, old.due, old.rung, -1);
        end if;
        if new.closed_at is null then
            insert into waiting_figure values (waits, new.due, new.rung, 1);
        end if;
    end loop;
    return null;
end $$;

create trigger figures_of_new after insert on request referencing new table as changed
    for each statement execute function count_new_cases();
create trigger figures_of_gone after delete on request referencing old table as changed
    for each statement execute function count_gone_cases();
create trigger figures_of_changed after update on request for each row
    when ((old.due, old.rung, old.closed_at) is distinct from (new.due, new.rung, new.closed_at)
        or new.closed_at is not null and old.status is distinct from new.status)
    execute function count_changed_case();

-- A system waits from the question to the answer. The case is held still meanwhile, so that its dates do not move between
-- the two: one after the other, each sees what the other did.
create function count_asked() returns trigger language plpgsql as $$
declare
    one system_asked := coalesce(new, old);
    day date;
    reached varchar(16);
begin
    select due, rung into day, reached from request
    where reference = one.reference and closed_at is null for no key update;
    if found and not exists (
        select from system_answer s where s.reference = one.reference and s.system = one.system) then
        insert into waiting_figure values (one.system, day, reached, case tg_op when 'INSERT' then 1 else -1 end);
    end if;
    return null;
end $$;

create function count_answer() returns trigger language plpgsql as $$
declare
    one system_answer := coalesce(new, old);
    day date;
    reached varchar(16);
begin
    select due, rung into day, reached from request
    where reference = one.reference and closed_at is null for no key update;
    if found and exists (
        select from system_asked a where a.reference = one.reference and a.system = one.system) then
        insert into waiting_figure values (one.system, day, reached, case tg_op when 'INSERT' then -1 else 1 end);
    end if;
    return null;
end $$;

create trigger figures_of_asked after insert or delete on system_asked for each row execute function count_asked();
create trigger figures_of_answers after insert or delete on system_answer for each row execute function count_answer();

insert into open_figure
select organisation, type, due, rung, count(*) from request where closed_at is null group by 1, 2, 3, 4;
insert into answered_figure
select organisation, type, day_of(closed_at), day_of(closed_at) > due, count(*) from request
where closed_at is not null and status in ('FULFILLED', 'REFUSED') group by 1, 2, 3, 4;
insert into waiting_figure
select a.system, r.due, r.rung, count(*) from request r join system_asked a using (reference)
where r.closed_at is null
and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
group by 1, 2, 3;
