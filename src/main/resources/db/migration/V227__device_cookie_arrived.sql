alter table device_cookie add column arrived boolean not null default false;

comment on column device_cookie.arrived is 'whether the browser has come with it: until then the one before is good too, for an answer can be lost';
comment on column device_cookie.replaced_at is 'null for a value that is good; whoever comes with a former one has stolen it, or was stolen from';
