-- One index serves who is counted and who is next: each row is written four times, and each time into every index.
drop index campaign_recipient_ready;
drop index campaign_recipient_status;
create index campaign_recipient_status on campaign_recipient (campaign, status, line);

-- Who is on a list waits for a wave unless something is found against them: most rows are not written to find that out.
alter table campaign_recipient drop constraint campaign_recipient_status_check;
update campaign_recipient set status = 'READY' where status = 'LISTED';
alter table campaign_recipient
    alter column status set default 'READY',
    add constraint campaign_recipient_status_check
        check (status in ('LEFT_OUT', 'READY', 'TAKEN', 'SENT', 'UNSURE', 'FAILED', 'YES', 'NO', 'SILENT'));
comment on column campaign_recipient.due_at is 'when it is tried again; null before the first time';
