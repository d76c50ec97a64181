create table system_left_out (
    reference   varchar(20) not null,
    system      uuid not null references processing_system,
    left_out_at timestamptz not null,
    because     text not null,
    settled_at  timestamptz,
    primary key (reference, system)
);

create index on system_left_out (system) where settled_at is null;

comment on table system_left_out is
    'which systems a case did not ask because they were suspended; settled once they were asked, or had left the register';
