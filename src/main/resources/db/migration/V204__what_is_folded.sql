-- The chore that adds up the figures looks at what is new, not at all that was ever counted: what it has added up, it marks.
alter table open_figure add folded boolean not null default false;
alter table answered_figure add folded boolean not null default false;
alter table waiting_figure add folded boolean not null default false;
alter table month_figure add folded boolean not null default false;
alter table step_figure add folded boolean not null default false;
alter table system_figure add folded boolean not null default false;

create index open_figure_new on open_figure (organisation) where not folded;
create index answered_figure_new on answered_figure (organisation) where not folded;
create index waiting_figure_new on waiting_figure (system) where not folded;
create index month_figure_new on month_figure (organisation) where not folded;
create index step_figure_new on step_figure (organisation) where not folded;
create index system_figure_new on system_figure (system) where not folded;
