package org.pidesk.request;

import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The cases that nobody asked for, when the person asks too. Two cases must not decide about one record, and the person
 * is owed more: so the one that nobody asked for steps back, and is remembered by its record. It begins anew when the
 * person changes their mind, because the purpose has still ended.
 */
@Component
class EndedPurposes {
    /** Where the reason is kept for which one was begun. */
    static final String BEGUN = "begun";

    private final RequestRepository requests;
    private final Restrictions restrictions;
    private final CaseFiles files;
    private final Trail trail;
    private final TaskProof proof;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    EndedPurposes(
            RequestRepository requests,
            Restrictions restrictions,
            CaseFiles files,
            Trail trail,
            TaskProof proof,
            ActivityLog activity,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.restrictions = restrictions;
        this.files = files;
        this.trail = trail;
        this.proof = proof;
        this.activity = activity;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why, and by whose word, a case was begun that stepped back. */
    record Cause(String by, String reason) {}

    /** The person asks for removal of this record: whoever began it without being asked leaves it to that request. */
    void stepBackFrom(UUID record) {
        casesAbout(record, "closed_at is null and begun_at is null").stream()
                .map(requests::locked)
                .filter(Request::isUndoable)
                .forEach(this::stepBack);
    }

    private void stepBack(Request request) {
        var reference = request.reference();
        request.stepBack(clock.instant());
        requests.flush();
        restrictions.putHoldsBack(reference);
        files.destroy(reference, CaseFiles.WORKING_COPY);
        files.destroy(reference, CaseFiles.KEPT);
        activity.record(request.fact("LEFT_TO_THE_PERSON"));
        events.publishEvent(new PersonAskedToo(reference));
        events.publishEvent(new RequestClosed(reference));
    }

    /** The causes for which this record was to be removed before the person asked; told once, then forgotten. */
    List<Cause> comeBackTo(UUID record) {
        var stepped = steppedBack(record);
        stepped.forEach(reference -> trail.isNotAbout(reference, record));
        return stepped.stream()
                .map(requests::get)
                .map(request -> new Cause(request.startedBy(), proof.wordsOf(request, BEGUN)))
                .toList();
    }

    /** The person's request came to its decision about this record: nothing is left to begin anew. */
    void areAnswered(UUID record) {
        steppedBack(record).forEach(reference -> trail.isNotAbout(reference, record));
    }

    /** From here on the record no longer says who it was: this case alone does, until its working copy is destroyed. */
    void remember(Request request, CaseFile file) {
        if (!request.askedByThePerson()) {
            file.reachable().forEach(address -> trail.removes(request.reference(), request.organisation(), address));
        }
    }

    /** The working copy is destroyed, and nobody is recognised any more. */
    void forget(Request request) {
        if (!request.askedByThePerson()) {
            trail.removesNoMore(request.reference());
        }
    }

    /**
     * The addresses of a record that is being removed already, for the person who asks now and whom no record knows any
     * more: the request covers them too. Where several such records shared the address, it is not clear whose the others
     * are, and the proven one stands alone.
     */
    Set<String> addressesBeside(OrganisationId organisation, Address proven) {
        var cases = trail.removing(organisation, proven);
        return cases.size() != 1
                ? Set.of()
                : files.read(cases.get(0), CaseFiles.WORKING_COPY, CaseFile.class)
                        .map(CaseFile::addresses)
                        .orElse(Set.of());
    }

    /** Nobody but the person's own request can end one so. */
    private List<Reference> steppedBack(UUID record) {
        return casesAbout(record, "status = 'CANCELLED'");
    }

    private List<Reference> casesAbout(UUID record, String which) {
        return jdbc.sql("select reference from request_record join request using (reference)"
                        + " where contact = ? and started_by is not null and " + which + " order by reference")
                .param(1, record, Types.OTHER)
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }
}
