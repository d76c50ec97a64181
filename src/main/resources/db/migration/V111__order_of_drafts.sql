alter table answer_draft
    add column writer varchar(64) not null default '',
    add column edition integer not null default 0;

comment on column answer_draft.edition is 'a page counts what it saves, so that an earlier save that arrives later is not the last word';
