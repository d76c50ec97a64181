package org.pidesk.request.process;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseDates;
import org.pidesk.request.CaseDates.Stage;
import org.pidesk.request.CaseSystems;
import org.pidesk.request.Ladder;
import org.pidesk.request.Searches;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/lookupNotFound.bpmn}, each named like its task, and the answers to its gateways. What a
 * step does stands in {@link Searches}.
 */
@Component
public class LookupNotFound extends Steps {
    private final Searches searches;

    LookupNotFound(Searches searches, CaseDates dates, CaseSystems systems, Ladder ladder) {
        super(dates, systems, ladder);
        this.searches = searches;
    }

    public void acknowledgeLookUp(String reference) {
        searches.acknowledgeLookUp(new Reference(reference));
    }

    public boolean mustWait(String reference) {
        return searches.mustWait(new Reference(reference));
    }

    public void alertKeyContacts(String reference) {
        searches.alertKeyContacts(new Reference(reference));
    }

    /** Staff see in which system they are to look; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("Look in " + nameOf(system));
    }

    public void nameChaseAfterSystem(DelegateTask task, String system) {
        task.setName("Chase " + nameOf(system));
    }

    public Date answerLateAt(String reference) {
        return lateAt(reference, Stage.ASK);
    }

    public Date chaseLateAt(String reference) {
        return lateAt(reference, Stage.SETTLE);
    }

    public Date contactLateAt(String reference) {
        return lateAt(reference, Stage.CONTACT);
    }

    public boolean isClosedUnanswered(String reference, String system) {
        return searches.isClosedUnanswered(new Reference(reference), UUID.fromString(system));
    }

    public void remindInformationOfficer(String reference) {
        searches.remindInformationOfficer(new Reference(reference));
    }

    public boolean anythingFound(String reference) {
        return searches.anythingFound(new Reference(reference));
    }

    public boolean notAllAnswered(String reference) {
        return searches.notAllAnswered(new Reference(reference));
    }

    public void answerPerson(String reference) {
        searches.answerPerson(new Reference(reference));
    }

    public void closeLookUp(String reference) {
        searches.closeLookUp(new Reference(reference));
    }

    public void tellOfCancellation(String reference) {
        searches.tellOfCancellation(new Reference(reference));
    }

    public void forgetAddress(String reference) {
        searches.forgetAddress(new Reference(reference));
    }
}
