-- Migrations run as the owner. The application's role may read and write rows; it may change no table, and what is
-- append-only takes these rights away again where the table is made.
grant usage on schema public to "${app-role}";
grant select, insert, update, delete on all tables in schema public to "${app-role}";
revoke insert, update, delete on flyway_schema_history from "${app-role}";
alter default privileges in schema public grant select, insert, update, delete on tables to "${app-role}";
alter default privileges in schema public grant usage on sequences to "${app-role}";
