alter table request_link
    add column proven boolean not null default false;

comment on column request_link.proven is 'whether the address that it was mailed to was proven in the case, not only warned; it goes with the addresses of the case';
