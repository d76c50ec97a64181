-- The law wants the answer in time. What is still to be done after it, the search for what is left behind, may take longer
-- and makes no case late, so the figures take a case for answered from then on.
alter table request add answered_at timestamptz;

comment on column request.answered_at is
    'when the person had the answer, was owed none or could not be reached; null where that closed the case at once';

create or replace function count_new_cases() returns trigger language plpgsql as $$
begin
    insert into open_figure
    select organisation, type, due, rung, count(*) from changed
    where closed_at is null and answered_at is null group by 1, 2, 3, 4;
    insert into answered_figure
    select organisation, type, day_of(coalesce(answered_at, closed_at)),
        day_of(coalesce(answered_at, closed_at)) > due, count(*)
    from changed
    where answered_at is not null or closed_at is not null and status in ('FULFILLED', 'REFUSED') group by 1, 2, 3, 4;
    insert into waiting_figure
    select a.system, c.due, c.rung, count(*) from changed c join system_asked a using (reference)
    where c.closed_at is null and c.answered_at is null
    and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
    group by 1, 2, 3;
    return null;
end $$;

create or replace function count_gone_cases() returns trigger language plpgsql as $$
begin
    insert into open_figure
    select organisation, type, due, rung, -count(*) from changed
    where closed_at is null and answered_at is null group by 1, 2, 3, 4;
    insert into waiting_figure
    select a.system, c.due, c.rung, -count(*) from changed c join system_asked a using (reference)
    where c.closed_at is null and c.answered_at is null
    and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
    group by 1, 2, 3;
    return null;
end $$;

create or replace function count_changed_case() returns trigger language plpgsql as $$
declare
    waits uuid;
    was_open boolean := old.closed_at is null and old.answered_at is null;
    is_open boolean := new.closed_at is null and new.answered_at is null;
    was_answered date := day_of(coalesce(old.answered_at,
        case when old.status in ('FULFILLED', 'REFUSED') then old.closed_at end));
    is_answered date := day_of(coalesce(new.answered_at,
        case when new.status in ('FULFILLED', 'REFUSED') then new.closed_at end));
begin
    if was_open then
        insert into open_figure values (old.organisation, old.type, old.due, old.rung, -1);
    end if;
    if is_open then
        insert into open_figure values (new.organisation, new.type, new.due, new.rung, 1);
    end if;
    if was_answered is not null then
        insert into answered_figure values (old.organisation, old.type, was_answered, was_answered > old.due, -1);
    end if;
    if is_answered is not null then
        insert into answered_figure values (new.organisation, new.type, is_answered, is_answered > new.due, 1);
    end if;
    for waits in
        select a.system from system_asked a where a.reference = new.reference
        and not exists (select from system_answer s where s.reference = a.reference and s.system = a.system)
    loop
        if was_open then
            insert into waiting_figure values (waits, old.due, old.rung, -1);
        end if;
        if is_open then
            insert into waiting_figure values (waits, new.due, new.rung, 1);
        end if;
    end loop;
    return null;
end $$;

drop trigger figures_of_changed on request;
create trigger figures_of_changed after update on request for each row
    when ((old.due, old.rung, old.answered_at, old.closed_at)
            is distinct from (new.due, new.rung, new.answered_at, new.closed_at)
        or new.closed_at is not null and old.status is distinct from new.status)
    execute function count_changed_case();

create or replace function count_asked() returns trigger language plpgsql as $$
declare
    one system_asked := coalesce(new, old);
    day date;
    reached varchar(16);
begin
    select due, rung into day, reached from request
    where reference = one.reference and closed_at is null and answered_at is null for no key update;
    if found and not exists (
        select from system_answer s where s.reference = one.reference and s.system = one.system) then
        insert into waiting_figure values (one.system, day, reached, case tg_op when 'INSERT' then 1 else -1 end);
    end if;
    return null;
end $$;

create or replace function count_answer() returns trigger language plpgsql as $$
declare
    one system_answer := coalesce(new, old);
    day date;
    reached varchar(16);
begin
    select due, rung into day, reached from request
    where reference = one.reference and closed_at is null and answered_at is null for no key update;
    if found and exists (
        select from system_asked a where a.reference = one.reference and a.system = one.system) then
        insert into waiting_figure values (one.system, day, reached, case tg_op when 'INSERT' then -1 else 1 end);
    end if;
    return null;
end $$;

-- When a closed case was answered; null while it is open.
create function answered_on_closing(answered_at timestamptz, closed_at timestamptz) returns timestamptz
    language sql immutable as
$$ select case when closed_at is not null then coalesce(answered_at, closed_at) end $$;

-- A closed case belongs to the month of its answer, and was late if that was.
create or replace function count_new_months() returns trigger language plpgsql as $$
begin
    insert into month_figure
    select c.organisation, c.type, c.started_by is null, f.month, f.figure, f.ground, count(*)
    from changed c cross join lateral figures_of_case(
        c.received_at, c.extended_at, answered_on_closing(c.answered_at, c.closed_at), c.breached_at, c.due, c.status, c.refusal,
        c.abuse) f
    group by 1, 2, 3, 4, 5, 6;
    return null;
end $$;

create or replace function count_changed_months() returns trigger language plpgsql as $$
begin
    insert into month_figure
    select organisation, type, asked, month, figure, ground, sum(number) from (
        select old.organisation, old.type, old.started_by is null as asked, was.*, -1 as number
        from figures_of_case(old.received_at, old.extended_at, answered_on_closing(old.answered_at, old.closed_at), old.breached_at,
            old.due, old.status, old.refusal, old.abuse) was
        union all
        select new.organisation, new.type, new.started_by is null, is_now.*, 1
        from figures_of_case(new.received_at, new.extended_at, answered_on_closing(new.answered_at, new.closed_at), new.breached_at,
            new.due, new.status, new.refusal, new.abuse) is_now
    ) moved group by 1, 2, 3, 4, 5, 6 having sum(number) <> 0;
    return null;
end $$;

drop trigger months_of_changed on request;
create trigger months_of_changed after update on request for each row
    when ((old.received_at, old.started_by, old.extended_at, old.closed_at, old.breached_at)
            is distinct from (new.received_at, new.started_by, new.extended_at, new.closed_at, new.breached_at)
        or new.closed_at is not null and (old.status, old.due, old.refusal, old.abuse, old.answered_at)
            is distinct from (new.status, new.due, new.refusal, new.abuse, new.answered_at))
    execute function count_changed_months();

-- The activity log knows when it was, for those that are closed since, too.
update request r set answered_at = told.at
from (select reference, max(at) as at from fact where kind = 'WORKING_COPY_DESTROYED' group by reference) told
where told.reference = r.reference and (r.searching or r.status = 'FULFILLED');
