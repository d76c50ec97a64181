-- After a restore nobody knows which of the messages that waited were sent since the backup: somebody has to look.
alter table notice add to_check boolean not null default false;

comment on column notice.to_check is 'waited in a backup that was restored: it is not sent before somebody says so';

create index notice_to_check on notice (written_at) where to_check;

-- a campaign rests for the same reason
do $$
declare
    rule text;
begin
    for rule in select conname from pg_constraint
        where conrelid = 'campaign'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%''REGISTRY''%'
    loop
        execute format('alter table campaign drop constraint %I', rule);
    end loop;
end $$;

alter table campaign add check (paused in ('BOUNCES', 'COMPLAINTS', 'PERSON', 'RESTORED', 'REGISTRY', 'WORDS'));
