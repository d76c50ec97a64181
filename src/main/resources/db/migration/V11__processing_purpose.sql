create table processing_purpose (
    organisation varchar(40) not null references organisation,
    name         text not null,
    ground       varchar(24) not null check (ground in ('CONSENT', 'CONTRACT', 'LAW', 'DATA_SUBJECT_INTEREST',
                     'PUBLIC_LAW_DUTY', 'LEGITIMATE_INTEREST')),
    law          text,
    applies_to   varchar(12) not null check (applies_to in ('RECORD', 'ENQUIRIES', 'SALES', 'MARKETING')),
    primary key (organisation, name)
);

comment on table processing_purpose is 'what an organisation uses information for, each with its ground (section 11)';
comment on column processing_purpose.law is 'which law asks for it; null where none does';
comment on column processing_purpose.applies_to is 'every record, those with enquiries, those with a sale, or those that consent to marketing';
