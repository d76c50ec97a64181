-- Why an organisation may know whether a mail to many was opened. Where there is no row, nothing of the kind is noted.
create table reading_ground (
    organisation varchar(40) primary key references organisation,
    words        text not null,
    stated_by    varchar(63) not null,
    stated_at    timestamptz not null
);

comment on column reading_ground.words is 'as each reader of a mail reads it';
