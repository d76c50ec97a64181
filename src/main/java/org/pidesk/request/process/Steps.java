package org.pidesk.request.process;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.engine.DueDates;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Outcome;
import org.pidesk.request.CaseDates;
import org.pidesk.request.CaseDates.Stage;
import org.pidesk.request.CaseSystems;
import org.pidesk.request.Ladder;
import org.pidesk.staff.Role;

/** What the steps of every process say: whose task it is, by when it is late and who is told, and which systems are asked. */
public abstract class Steps {
    private final CaseDates dates;
    private final CaseSystems systems;
    private final Ladder ladder;

    Steps(CaseDates dates, CaseSystems systems, Ladder ladder) {
        this.dates = dates;
        this.systems = systems;
        this.ladder = ladder;
    }

    /** The group of the organisation's staff. */
    public String staff(DelegateExecution execution) {
        return Role.DEALERSHIP_STAFF.groupIn(execution.getTenantId());
    }

    /** The group of the organisation's compliance managers. */
    public String complianceManagers(DelegateExecution execution) {
        return Role.COMPLIANCE_MANAGER.groupIn(execution.getTenantId());
    }

    /** The systems that are asked, as they stand in the register now. */
    public List<String> systemsToAsk(String reference) {
        return systems.toAsk(new Reference(reference)).stream()
                .map(UUID::toString)
                .toList();
    }

    /** When the silence of an asked system has been too long. */
    public Date answersLateAt(String reference) {
        return lateAt(reference, Stage.ASK);
    }

    /** When to ask again at a system that has not answered. */
    public Date answersFollowedUpAt(String reference) {
        return followedUpAt(reference, Stage.ASK);
    }

    /** Whether a system has not answered. */
    public boolean oneIsSilent(String reference) {
        return systems.oneIsSilent(new Reference(reference));
    }

    /** When silent systems are chased again. */
    public Date chasedAgainAt(String reference) {
        return Date.from(dates.chasedAgainAt(new Reference(reference)));
    }

    /** Whether a system says that it cannot. */
    public boolean cannot(String reference, String system) {
        return answerOf(reference, system) == Outcome.CANNOT;
    }

    /** Whether an answer was sent back: then there is none. */
    public boolean isAskedAgain(String reference, String system) {
        return answerOf(reference, system) == null;
    }

    /** When the ladder of a case begins; never in a process that another one of the same case has called. */
    public Date firstRungAt(DelegateExecution execution) {
        return execution.getSuperExecution() == null ? nextRungAt(execution.getProcessBusinessKey()) : DueDates.NEVER;
    }

    /** One moment for each; those of an outage are past. */
    public Date nextRungAt(String reference) {
        return Date.from(ladder.nextRungAt(new Reference(reference)));
    }

    public void climbToTheRung(String reference) {
        ladder.climb(new Reference(reference));
    }

    public boolean aRungIsAbove(String reference) {
        return ladder.aRungIsAbove(new Reference(reference));
    }

    Date lateAt(String reference, Stage stage) {
        return Date.from(dates.lateAt(new Reference(reference), stage));
    }

    Date followedUpAt(String reference, Stage stage) {
        return Date.from(dates.followedUpAt(new Reference(reference), stage));
    }

    String nameOf(String system) {
        return systems.nameOf(UUID.fromString(system));
    }

    Outcome answerOf(String reference, String system) {
        return systems.answerOf(new Reference(reference), UUID.fromString(system));
    }
}
