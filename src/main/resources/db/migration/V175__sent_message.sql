create table sent_message (
    id           uuid primary key,
    organisation varchar(40) not null references organisation,
    kind         varchar(24) not null,
    address      bytea not null,
    address_hash bytea not null,
    sent_at      timestamptz not null
);

comment on table sent_message is 'to whom a message went, for as long as it may come back: thirty days';
comment on column sent_message.address is 'sealed';
comment on column sent_message.address_hash is 'keyed, another one for the same address at each organisation';

create index sent_message_to on sent_message (address_hash);
create index sent_message_at on sent_message (sent_at);

create table text_receipt (
    carrier_id varchar(65) primary key,
    message    uuid,
    state      varchar(8),
    rank       smallint not null default 0,
    told       boolean not null default false,
    at         timestamptz not null
);

comment on table text_receipt is 'what the carrier says of each part of a text message; it may say it before it says that it took it';
comment on column text_receipt.rank is 'how final the state is: whatever comes later never makes it less';
comment on column text_receipt.told is 'whether the house knows that it was not delivered';

create index text_receipt_at on text_receipt (at);
create index text_receipt_to_tell on text_receipt (at) where message is not null and rank = 3 and not told;
