-- The list of people who want no direct marketing from anybody, as the National Consumer Commission gave it to an
-- organisation. Keyed hashes, under a key per organisation.
create table opt_out_list (
    organisation varchar(40) primary key references organisation,
    loaded_at    timestamptz not null,
    entries      integer not null,
    loaded_by    varchar(63) not null
);

create table opt_out_entry (
    organisation varchar(40) not null references opt_out_list on delete cascade,
    print        bytea not null,
    primary key (organisation, print)
);
