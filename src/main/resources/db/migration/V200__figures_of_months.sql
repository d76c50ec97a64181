-- What became of requests, month by month, kept by the transactions that change a case and kept when the case goes
-- (docs/decisions/0017-figures-are-kept.md). Rows are added, +1 and -1; a chore adds them up. Nothing here is personal.

create table month_figure (
    organisation varchar(40) not null,
    type         varchar(20) not null,
    asked        boolean not null,
    month        date not null,
    figure       varchar(16) not null
        check (figure in ('RECEIVED', 'EXTENDED', 'FULFILLED', 'REFUSED', 'CANCELLED', 'ON_TIME', 'LATE', 'OVERDUE')),
    ground       varchar(32),
    number       integer not null
);

create index month_figure_of on month_figure (organisation, month);

comment on table month_figure is 'what became of requests in each month; the sum of the numbers counts, and stays when the cases go';
comment on column month_figure.asked is 'whether the person asked; otherwise the purpose ended, say staff or the system';
comment on column month_figure.ground is 'of a refusal, its ground; of what was cancelled, ABUSE where the organisation ended it as one';

create function month_of(day date) returns date language sql immutable as
$$ select date_trunc('month', day::timestamp)::date $$;

-- What one case adds to the figures. Overdue is a case that was unanswered when its last day was over, also one that was
-- answered later: it belongs to the month of that day.
create function figures_of_case(
    received_at timestamptz, extended_at timestamptz, closed_at timestamptz, breached_at timestamptz,
    due date, status varchar, refusal varchar, abuse boolean)
returns table (month date, figure varchar, ground varchar) language sql stable as $$
    select month_of(day_of(received_at)), 'RECEIVED', null::varchar
    union all
    select month_of(day_of(extended_at)), 'EXTENDED', null where extended_at is not null
    union all
    select month_of(day_of(closed_at)), status,
        case when status = 'REFUSED' then refusal when status = 'CANCELLED' and abuse then 'ABUSE' end
    where closed_at is not null
    union all
    select month_of(day_of(closed_at)), case when day_of(closed_at) > due then 'LATE' else 'ON_TIME' end, null
    where closed_at is not null and status in ('FULFILLED', 'REFUSED')
    union all
    select month_of(coalesce(day_of(breached_at - interval '1 second'), due)), 'OVERDUE', null
    where breached_at is not null or day_of(closed_at) > due
$$;

create function count_new_months() returns trigger language plpgsql as $$
begin
    insert into month_figure
    select c.organisation, c.type, c.started_by is null, f.month, f.figure, f.ground, count(*)
    from changed c cross join lateral figures_of_case(
        c.received_at, c.extended_at, c.closed_at, c.breached_at, c.due, c.status, c.refusal, c.abuse) f
    group by 1, 2, 3, 4, 5, 6;
    return null;
end $$;

create function count_changed_months() returns trigger language plpgsql as $$
begin
    insert into month_figure
    select organisation, type, asked, month, figure, ground, sum(number) from (
        select old.organisation, old.type, old.started_by is null as asked, was.*, -1 as number
        from figures_of_case(old.received_at, old.extended_at, old.closed_at, old.breached_at,
            old.due, old.status, old.refusal, old.abuse) was
        union all
        select new.organisation, new.type, new.started_by is null, is_now.*, 1
        from figures_of_case(new.received_at, new.extended_at, new.closed_at, new.breached_at,
            new.due, new.status, new.refusal, new.abuse) is_now
    ) moved group by 1, 2, 3, 4, 5, 6 having sum(number) <> 0;
    return null;
end $$;

-- None for cases that go: what became of them stays.
create trigger months_of_new after insert on request referencing new table as changed
    for each statement execute function count_new_months();
create trigger months_of_changed after update on request for each row
    when ((old.received_at, old.started_by, old.extended_at, old.closed_at, old.breached_at)
            is distinct from (new.received_at, new.started_by, new.extended_at, new.closed_at, new.breached_at)
        or new.closed_at is not null
            and (old.status, old.due, old.refusal, old.abuse) is distinct from (new.status, new.due, new.refusal, new.abuse))
    execute function count_changed_months();

insert into month_figure
select c.organisation, c.type, c.started_by is null, f.month, f.figure, f.ground, count(*)
from request c cross join lateral figures_of_case(
    c.received_at, c.extended_at, c.closed_at, c.breached_at, c.due, c.status, c.refusal, c.abuse) f
group by 1, 2, 3, 4, 5, 6;
