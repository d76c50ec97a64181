-- who complains by the button at a mailbox provider may want an answer later: its day is counted from then
alter table marketing_complaint add awaits_since timestamptz;

comment on column marketing_complaint.awaits_since is 'when an answer was first wanted, if that was after receipt; its day is counted from this one then';
