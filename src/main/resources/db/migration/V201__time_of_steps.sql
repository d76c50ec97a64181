-- How long the steps of processes take, month by month. The engine's history goes after a while; how many took how long
-- stays. A median cannot be kept, so lengths of time are: each in the bucket whose lower bound is 1.2 to the power of its
-- number, in seconds. What is read from them is true to within a tenth.

create table step_figure (
    organisation varchar(64) not null,
    process      varchar(255) not null,
    step         varchar(255) not null,
    month        date not null,
    bucket       integer not null,
    number       integer not null
);

create index step_figure_of on step_figure (organisation, month);

comment on table step_figure is 'how often a step that waits for somebody or something was left in a month, by how long it took';
comment on column step_figure.step is 'the label in the picture of the process';

create function bucket_of(seconds numeric) returns integer language sql immutable as
$$ select floor(ln(greatest(seconds, 1)) / ln(1.2))::integer $$;

create function count_step() returns trigger language plpgsql as $$
begin
    insert into step_figure
    values (new.tenant_id_, new.proc_def_key_, coalesce(new.act_name_, new.act_id_),
        month_of(day_of(new.end_time_::timestamptz)), bucket_of(new.duration_ / 1000.0), 1);
    return null;
end $$;

-- Only what waits, and not the ladder, which runs beside the case: the steps that follow each other at once pay nothing for it.
create trigger figure_of_step_at_once after insert on act_hi_actinst for each row
    when (new.end_time_ is not null and new.duration_ is not null and new.tenant_id_ is not null
        and new.act_type_ in ('userTask', 'receiveTask', 'intermediateTimer', 'intermediateMessageCatch')
        and new.act_id_ <> 'event_theNextRungIsReached')
    execute function count_step();
create trigger figure_of_step after update on act_hi_actinst for each row
    when (old.end_time_ is null and new.end_time_ is not null and new.duration_ is not null and new.tenant_id_ is not null
        and new.act_type_ in ('userTask', 'receiveTask', 'intermediateTimer', 'intermediateMessageCatch')
        and new.act_id_ <> 'event_theNextRungIsReached')
    execute function count_step();

insert into step_figure
select tenant_id_, proc_def_key_, coalesce(act_name_, act_id_),
    month_of(day_of(end_time_::timestamptz)), bucket_of(duration_ / 1000.0), count(*)
from act_hi_actinst
where end_time_ is not null and duration_ is not null and tenant_id_ is not null
and act_type_ in ('userTask', 'receiveTask', 'intermediateTimer', 'intermediateMessageCatch')
and act_id_ <> 'event_theNextRungIsReached'
group by 1, 2, 3, 4, 5;
