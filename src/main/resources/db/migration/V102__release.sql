alter table request
    add column released   boolean not null default false,
    add column started_by varchar(64);

comment on column request.released is 'whether a second person agreed with what was decided';
comment on column request.started_by is 'who of the staff, or the system, began a case that nobody asked for; null when the person did';
