alter table notice alter column organisation drop not null;

comment on column notice.organisation is 'null where the installation itself writes, to an administrator';
