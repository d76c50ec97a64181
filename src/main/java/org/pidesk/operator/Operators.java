package org.pidesk.operator;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
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
    private static final String IS_BACK = "(s.suspended_since is null or s.removed_at is not null)";
    private static final String UNSETTLED =
            " from system_left_out o join processing_system s on s.id = o.system" + " where o.settled_at is null and ";

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
     * Notes which systems a case asks: those that stand in the register now. What is suspended is left out, and asked
     * when the case asks once more and finds it taken up again. Asked twice in between, they are the same ones.
     *
     * @return the systems that are to answer, the DMS first
     */
    public List<ProcessingSystem> ask(Reference reference, OrganisationId organisation) {
        holdRegister(organisation);
        if (hasAsked(reference)) {
            askWhatIsBack(reference);
        } else {
            leaveOutWhatIsSuspended(reference, organisation);
            askTheOthers(reference, organisation);
        }
        return silent(reference);
    }

    /** The systems that a case has asked and that have not answered, or are asked again; the DMS first. */
    @Transactional(readOnly = true)
    public List<ProcessingSystem> silent(Reference reference) {
        var answered = answers(reference).stream().map(Answer::system).toList();
        return asked(reference).stream()
                .filter(system -> !answered.contains(system.id()))
                .toList();
    }

    /** Nothing is suspended or taken up until the commit: else a system could be neither asked nor left out. */
    private void holdRegister(OrganisationId organisation) {
        jdbc.sql("select id from processing_system where organisation = ? order by id for share")
                .param(organisation.value())
                .query(UUID.class)
                .list();
    }

    private boolean hasAsked(Reference reference) {
        return jdbc.sql("select exists (select from system_asked where reference = :reference)"
                        + " or exists (select from system_left_out where reference = :reference)")
                .param("reference", reference.value())
                .query(Boolean.class)
                .single();
    }

    private void leaveOutWhatIsSuspended(Reference reference, OrganisationId organisation) {
        jdbc.sql("insert into system_left_out (reference, system, left_out_at, because)"
                        + " select ?, id, ?, suspended_because from processing_system"
                        + " where organisation = ? and suspended_since is not null and removed_at is null")
                .params(reference.value(), Timestamp.from(clock.instant()), organisation.value())
                .update();
    }

    private void askTheOthers(Reference reference, OrganisationId organisation) {
        jdbc.sql("insert into system_asked (reference, system, asked_at)"
                        + " select ?, id, ? from processing_system"
                        + " where organisation = ? and suspended_since is null and removed_at is null")
                .params(reference.value(), Timestamp.from(clock.instant()), organisation.value())
                .update();
    }

    private void askWhatIsBack(Reference reference) {
        jdbc.sql("with back as (update system_left_out o set settled_at = :now from processing_system s"
                        + " where s.id = o.system and o.reference = :reference and o.settled_at is null and " + IS_BACK
                        + " returning o.system, s.removed_at)"
                        + " insert into system_asked (reference, system, asked_at)"
                        + " select :reference, system, :now from back where removed_at is null")
                .param("reference", reference.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The systems that a case left out because they were suspended, and has not asked since; the DMS first. */
    @Transactional(readOnly = true)
    public List<LeftOut> leftOut(Reference reference) {
        return jdbc.sql("select system, left_out_at, o.because, settled_at is null as open from system_left_out o"
                        + " join processing_system s on s.id = o.system where o.reference = :reference"
                        + " and not exists (select from system_asked a"
                        + " where a.reference = o.reference and a.system = o.system)"
                        + " order by s.kind, lower(s.name)")
                .param("reference", reference.value())
                .query((row, number) -> new LeftOut(
                        get(row.getObject("system", UUID.class)),
                        row.getTimestamp("left_out_at").toInstant(),
                        row.getString("because"),
                        row.getBoolean("open")))
                .list();
    }

    /** Whether a case has left out a system that may still be taken up again, or was and is not asked yet. */
    @Transactional(readOnly = true)
    public boolean leavesOut(Reference reference) {
        return jdbc.sql("select exists (select from system_left_out where reference = ? and settled_at is null)")
                .param(reference.value())
                .query(Boolean.class)
                .single();
    }

    /** The cases that have left out a system which is suspended no more, and have not asked it yet. */
    @Transactional(readOnly = true)
    public List<String> withOneBack() {
        return jdbc.sql("select distinct o.reference" + UNSETTLED + IS_BACK)
                .query(String.class)
                .list();
    }

    /** Whether a case is one of {@link #withOneBack}. */
    @Transactional(readOnly = true)
    public boolean hasOneBack(Reference reference) {
        return jdbc.sql("select exists (select" + UNSETTLED + "o.reference = ? and " + IS_BACK + ")")
                .param(reference.value())
                .query(Boolean.class)
                .single();
    }

    /** Until the commit nobody else asks what a case has left out, or forgets it, and none of it is suspended again. */
    public void holdLeftOut(Reference reference) {
        jdbc.sql("select o.system" + UNSETTLED + "o.reference = ? order by o.system for update of o for share of s")
                .param(reference.value())
                .query(UUID.class)
                .list();
    }

    /** Whether a case has left out no system that may still be asked, and each that it has asked did what it was told. */
    @Transactional(readOnly = true)
    public boolean isDoneEverywhere(Reference reference) {
        return !leavesOut(reference)
                && jdbc.sql("select not exists (select from system_asked left join system_answer"
                                + " using (reference, system) where reference = ?"
                                + " and (outcome is null or outcome not in ('DONE', 'NOT_FOUND')))")
                        .param(reference.value())
                        .query(Boolean.class)
                        .single();
    }

    /** When a case asked a system that it has asked. */
    @Transactional(readOnly = true)
    public Instant askedAt(Reference reference, UUID system) {
        return jdbc.sql("select asked_at from system_asked where reference = ? and system = ?")
                .params(reference.value(), system)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /** There is nothing any more to ask the systems that a case has left out. */
    public void forgetLeftOut(Reference reference) {
        jdbc.sql("update system_left_out set settled_at = ? where reference = ? and settled_at is null")
                .params(Timestamp.from(clock.instant()), reference.value())
                .update();
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

    /** The cases that a compliance manager closed without the answer of a system, the newest first. */
    @Transactional(readOnly = true)
    public List<Reference> unanswered(UUID system, int atMost) {
        return jdbc.sql("select reference from system_answer where system = ? and outcome = 'UNANSWERED'"
                        + " order by answered_at desc, reference limit ?")
                .params(system, atMost)
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Answer> answer(Reference reference, UUID system) {
        return answers(reference).stream()
                .filter(answer -> answer.system().equals(system))
                .findFirst();
    }
}
