package org.pidesk.operator;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The systems that hold a person's information beside ours: which of them a case asks, and what each answered. */
@Service
@Transactional
public class Operators {
    private final SystemRepository systems;
    private final JdbcClient jdbc;
    private final Clock clock;

    Operators(SystemRepository systems, JdbcClient jdbc, Clock clock) {
        this.systems = systems;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The systems that hold information for an organisation now, suspended or not; its DMS first. */
    @Transactional(readOnly = true)
    public List<ProcessingSystem> of(OrganisationId organisation) {
        return systems.findOf(organisation.value()).stream()
                .filter(system -> !system.isRemoved())
                .toList();
    }

    /** @throws java.util.NoSuchElementException when there is none of this id */
    @Transactional(readOnly = true)
    public ProcessingSystem get(UUID system) {
        return systems.findById(system).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Optional<ProcessingSystem> find(UUID system) {
        return systems.findById(system);
    }

    /**
     * Notes which systems a case asks: those that stand in the register now and are not suspended.
     * Asked again, they are the same ones.
     *
     * @return the systems that are asked, the DMS first
     */
    public List<ProcessingSystem> ask(Reference reference, OrganisationId organisation) {
        jdbc.sql("insert into system_asked (reference, system, asked_at)"
                        + " select :reference, id, :now from processing_system"
                        + " where organisation = :organisation"
                        + " and suspended_since is null and removed_at is null"
                        + " and not exists (select from system_asked where reference = :reference)")
                .param("reference", reference.value())
                .param("organisation", organisation.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return asked(reference);
    }

    /** The systems that a case has asked, also those that have left the register since; the DMS first. */
    @Transactional(readOnly = true)
    public List<ProcessingSystem> asked(Reference reference) {
        return systems.findAsked(reference.value());
    }

    /** Notes an answer; a later one takes the place of an earlier. */
    public void answer(Reference reference, UUID system, Outcome outcome, String by) {
        jdbc.sql("insert into system_answer (reference, system, outcome, answered_by, answered_at)"
                        + " values (?, ?, ?, ?, ?) on conflict (reference, system) do update set"
                        + " outcome = excluded.outcome, answered_by = excluded.answered_by,"
                        + " answered_at = excluded.answered_at")
                .params(reference.value(), system, outcome.name(), by, Timestamp.from(clock.instant()))
                .update();
    }

    /** Forgets an answer, because the system is asked again. */
    public void askAgain(Reference reference, UUID system) {
        jdbc.sql("delete from system_answer where reference = ? and system = ?")
                .params(reference.value(), system)
                .update();
    }

    /** What was answered so far. */
    @Transactional(readOnly = true)
    public List<Answer> answers(Reference reference) {
        return jdbc.sql("select system, outcome, answered_by, answered_at from system_answer where reference = ?")
                .param(reference.value())
                .query((row, number) -> new Answer(
                        reference,
                        row.getObject("system", UUID.class),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("answered_by"),
                        row.getTimestamp("answered_at").toInstant()))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Answer> answer(Reference reference, UUID system) {
        return answers(reference).stream()
                .filter(answer -> answer.system().equals(system))
                .findFirst();
    }
}
