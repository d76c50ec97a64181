alter table marketing_consent add column said_on date;

comment on column marketing_consent.said_on is 'the day on which it was signed or said; null where it was noted as it was said';

-- that somebody bought something and did not object stands beside a yes of theirs, and takes nothing from its proof
drop index marketing_consent_standing;
create unique index marketing_consent_standing
    on marketing_consent (contact, channel, coalesce(interest, ''), ground) where stands;
