create table answer_draft (
    task_id  varchar(64) not null references act_ru_task (id_) on delete cascade,
    author   varchar(64) not null,
    payload  bytea not null,
    saved_at timestamptz not null,
    primary key (task_id, author)
);

comment on table answer_draft is 'what somebody has typed at a task, sealed; it goes with the task, however that ends';
