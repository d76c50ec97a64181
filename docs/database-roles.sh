#!/bin/sh
# Makes pi-desk's database and its two roles, once, when the volume is new: the owner, as whom migrations run, and the
# application, which owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 <<'SQL'
\getenv owner PIDESK_OWNER_PASSWORD
\getenv application PIDESK_APPLICATION_PASSWORD
create role pidesk_owner login password :'owner';
create role pidesk login password :'application';
grant pidesk_owner to current_user;
create database pidesk owner pidesk_owner;
revoke all on database pidesk from public;
grant connect on database pidesk to pidesk;
\connect pidesk
alter schema public owner to pidesk_owner;
SQL
