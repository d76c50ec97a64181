alter table request add column contested boolean not null default false;

comment on column request.contested is 'whether another address cancelled the last ones, so that staff find out who is who';
