alter table campaign
    add column everything boolean not null default false,
    add check (not everything or interest is null and offers is null);

comment on column campaign.everything is
    'whether the question asks about everything that the organisation offers; otherwise about an interest, and the goods named';

-- what a question said that it would be about has room here
alter table marketing_consent alter column note type text;
