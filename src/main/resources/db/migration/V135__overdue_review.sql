alter table case_review
    add reminded_at timestamptz;

comment on column case_review.reminded_at is 'when staff were told that its answer is due; once only, and null before';
