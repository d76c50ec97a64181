-- Where each fact of the activity log is found by organisation and moment. The log itself knows neither whose a fact is nor
-- an order in time, and stays as it was written: this is its index, and could be made anew from it
-- (docs/decisions/0018-facts-are-filed.md).

create index contact_by_pseudonym on contact (pseudonym);

create table filed_fact (
    organisation varchar(40) not null,
    at           timestamptz not null,
    reference    varchar(20) collate "C" not null,
    number       integer not null,
    kind         varchar(40) not null,
    actor        varchar(64) not null,
    primary key (organisation, at, reference, number)
);

comment on table filed_fact is 'each fact of the log that is an organisation''s, by that organisation and its moment';

-- Whose a fact is: what it says itself, else whose case it belongs to, whose staff did it, whose record it is about, or
-- whose account, system or campaign it is told under. Null where it is nobody's alone: a holiday, a broken glass.
create function organisation_of(told fact) returns varchar language plpgsql stable as $$
declare
    -- the log keeps references in byte order, and the others do not
    its_name varchar := told.reference collate "default";
    whose varchar := substring(told.detail from '(?:^|;)organisation=of-([a-z0-9-]+)');
begin
    if whose is not null then
        return whose;
    end if;
    -- nearly all are a case's or are done by staff: the rest is not even planned for them
    select organisation into whose from request where reference = its_name;
    if found then
        return whose;
    end if;
    select organisation into whose from staff_member
    where username = told.actor and told.actor not in ('person', 'system');
    if whose is not null then
        return whose;
    end if;
    return coalesce(
        (select organisation from contact where pseudonym
            = case when told.about ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then told.about::uuid end limit 1),
        (select organisation from campaign where reference = its_name),
        (select organisation from marketing_complaint where reference = its_name),
        (select organisation from processing_system where reference = its_name),
        (select organisation from staff_member where reference = its_name),
        (select id from organisation where reference = its_name),
        (select s.organisation from device_verification d join staff_member s using (username) where d.reference = its_name),
        (select s.organisation from sign_in_alert a join staff_member s using (username) where a.reference = its_name));
end $$;

create function file_fact() returns trigger language plpgsql as $$
begin
    insert into filed_fact
    select whose, new.at, new.reference, new.number, new.kind, new.actor
    from organisation_of(new) whose where whose is not null;
    return null;
end $$;

-- At the end of the transaction: by then the case, the record or the account stands there, whatever was written first.
create constraint trigger fact_filed after insert on fact deferrable initially deferred
    for each row execute function file_fact();

insert into filed_fact
select whose, at, reference, number, kind, actor from fact, organisation_of(fact) whose where whose is not null;

revoke update, delete, truncate on filed_fact from "${app-role}";
