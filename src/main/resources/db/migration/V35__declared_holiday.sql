create table declared_holiday (
    day      date primary key,
    name     varchar(80) not null,
    gazette  varchar(6),
    added_by varchar(64),
    check (added_by is null or gazette is not null)
);

comment on table declared_holiday is 'days that the President declared a public holiday (Public Holidays Act, section 2A)';
comment on column declared_holiday.gazette is 'the number of the Government Gazette; whoever enters a day gives it';
comment on column declared_holiday.added_by is 'who entered it; null for the days that came with the product';

insert into declared_holiday (day, name) values
    ('2021-11-01', 'the day of the municipal elections'),
    ('2022-12-27', 'the holiday in place of Christmas Day on a Sunday'),
    ('2023-12-15', 'the holiday for the Rugby World Cup'),
    ('2024-05-29', 'the day of the national and provincial elections');
