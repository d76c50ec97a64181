-- One index serves who is counted and who is next: each row is written four times, and each time into every index.
drop index campaign_recipient_ready;
drop index campaign_recipient_status;
create index campaign_recipient_status on campaign_recipient (campaign, status, line);
