package org.pidesk.request;

import java.util.List;
import java.util.UUID;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When a record is de-identified, what its earlier alterations kept of it is destroyed: before and after, what the
 * systems answered, what staff wrote and
 * put beside it. That they happened stays, and the sealed proof that the person asked.
 */
@Component
class ForgetAlterations {
    private final RequestRepository requests;
    private final CaseFiles files;
    private final EvidenceFiles evidence;
    private final Operators operators;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    ForgetAlterations(
            RequestRepository requests,
            CaseFiles files,
            EvidenceFiles evidence,
            Operators operators,
            ApplicationEventPublisher events,
            JdbcClient jdbc) {
        this.requests = requests;
        this.files = files;
        this.evidence = evidence;
        this.operators = operators;
        this.events = events;
        this.jdbc = jdbc;
    }

    @EventListener
    void on(ContactDeIdentified gone) {
        forgetClosedCases(gone.contact());
        jdbc.sql("delete from alteration_record where contact = ? returning reference")
                .param(gone.contact())
                .query((row, number) -> new Reference(row.getString(1)))
                .list()
                .forEach(this::forget);
    }

    private List<UUID> undeliveredOf(Reference reference) {
        return jdbc.sql("select id from undelivered_notice where reference = ?")
                .param(reference.value())
                .query(UUID.class)
                .list();
    }

    /** Else a case that once refused to remove it would lead from the person's address to what is left of the record. */
    private void forgetClosedCases(UUID contact) {
        jdbc.sql("delete from request_record where contact = ?"
                        + " and reference in (select reference from request where closed_at is not null)")
                .param(contact)
                .update();
    }

    private void forget(Reference reference) {
        // what is left to be done there is to remove the person, and the case that does so asks for it
        operators.forgetLeftOut(reference);
        if (!requests.get(reference).isOpen()) {
            events.publishEvent(new AlterationForgotten(reference));
        }
        files.destroy(reference, CaseFiles.ALTERATION);
        files.destroy(reference, CaseFiles.WORKING_COPY);
        files.destroy(reference, CaseFiles.NOTES);
        evidence.destroy(reference);
        undeliveredOf(reference)
                .forEach(
                        notice -> files.destroy(reference, CaseFiles.EVIDENCE + ":" + UndeliveredNotices.file(notice)));
        for (var written : new String[] {"whose-record", SettleWhatIsInTheWay.SETTLED, "chased"}) {
            files.destroy(reference, CaseFiles.EVIDENCE + ":" + written);
        }
        for (var system : operators.asked(reference)) {
            files.destroy(reference, FieldAnswers.file(system.id()));
            files.destroy(reference, CaseFiles.EVIDENCE + ":" + MakeSameChanges.answered(system.id()));
            files.destroy(reference, CaseFiles.EVIDENCE + ":" + SettleWhatCannot.settled(system.id()));
        }
    }
}
