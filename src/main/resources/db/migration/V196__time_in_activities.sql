-- Where time is spent: what waited for somebody or something, per organisation, the latest first. Only these activities,
-- so that the steps that follow each other at once pay nothing for it.
create index pidesk_ix_time_in_activity on act_hi_actinst (tenant_id_, proc_def_key_, act_id_, end_time_)
    include (duration_)
    where end_time_ is not null and act_type_ in ('userTask', 'receiveTask', 'intermediateTimer', 'intermediateMessageCatch');
