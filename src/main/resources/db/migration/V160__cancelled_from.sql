alter table request_address add column cancelled boolean not null default false;
alter table request_link add column recipient bytea;

comment on column request_address.cancelled is 'whether the request was cancelled from this address';
comment on column request_link.recipient is 'fingerprint of the address that the link was sent to; forgotten with the addresses';
