-- health asks for these at every look, and must not read the whole history
create index notice_failed on notice (settled_at) where status = 'FAILED';
create index notice_without_case on notice (settled_at) where reference is null and status <> 'PENDING';
