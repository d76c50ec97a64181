alter table contact
    add column one_hand boolean not null default false;

comment on column contact.one_hand is 'whether an address was put here by who had not proven both that stood before: together the two prove no more than one, until staff have seen the person';
