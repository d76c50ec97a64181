-- Where the engine has given up: there are few such rows, among as many jobs and incidents as there are open cases.
create index pidesk_ix_job_given_up on act_ru_job (id_) where retries_ <= 0;
create index pidesk_ix_incident_of_engine on act_ru_incident (incident_type_)
    where incident_type_ not in ('atRisk', 'breached');
