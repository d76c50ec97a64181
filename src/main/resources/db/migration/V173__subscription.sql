create table subscription (
    id           bytea primary key,
    organisation varchar(40) not null references organisation,
    address      bytea not null,
    sealed       bytea not null,
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    confirmed_at timestamptz
);

comment on table subscription is 'somebody typed an address into a form; it is a consent only once its holder has confirmed it';
comment on column subscription.id is 'hash of the token in the mail';
comment on column subscription.address is 'keyed hash: one such mail a day to an address';
comment on column subscription.sealed is 'the address and what was chosen';

create index subscription_by_address on subscription (address, asked_at);
create index subscription_by_expiry on subscription (expires_at);
