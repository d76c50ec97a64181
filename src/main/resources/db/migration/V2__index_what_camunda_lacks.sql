-- Job acquisition and every completion of a task read these columns; without an index both slow down with each open
-- case (half the throughput at 50,000 of them).
create index pidesk_ix_job_due on act_ru_job (duedate_);
create index pidesk_ix_task_parent on act_ru_task (parent_task_id_) where parent_task_id_ is not null;

-- Short-lived rows: collect the dead ones early.
alter table act_ru_job set (autovacuum_vacuum_scale_factor = 0.02);
alter table act_ru_task set (autovacuum_vacuum_scale_factor = 0.02);
alter table act_ru_execution set (autovacuum_vacuum_scale_factor = 0.02);
alter table act_ru_variable set (autovacuum_vacuum_scale_factor = 0.02);
