-- The page of a system names the cases that were closed without its answer.

create index system_answer_unanswered on system_answer (system, answered_at desc) where outcome = 'UNANSWERED';
