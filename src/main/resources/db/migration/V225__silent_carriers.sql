-- a campaign rests also where its carrier takes messages and does not say whether it has them
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

alter table campaign
    add check (paused in ('BOUNCES', 'COMPLAINTS', 'SILENCE', 'PERSON', 'RESTORED', 'REGISTRY', 'WORDS'));
