create table marketing_complaint (
    reference     varchar(20) primary key,
    organisation  varchar(40) not null references organisation,
    address_hash  bytea not null,
    means         varchar(20) not null,
    about         varchar(20),
    awaits_answer boolean not null,
    times         integer not null default 1,
    received_at   timestamptz not null,
    upheld        boolean,
    answered_by   varchar(63),
    answered_at   timestamptz,
    check ((answered_at is null) = (upheld is null))
);

comment on table marketing_complaint is 'complaints of our own messages: what the process marketingComplaint is about; whose and in which words lies sealed in the vault';
comment on column marketing_complaint.address_hash is 'keyed, another one for the same address at each organisation';
comment on column marketing_complaint.times is 'how often it was said while it was open';
comment on column marketing_complaint.upheld is 'whether the person was right; null while it is open';

create unique index marketing_complaint_open on marketing_complaint (organisation, address_hash) where answered_at is null;
