package org.pidesk.request.process;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Outcome;
import org.pidesk.request.CaseDates;
import org.pidesk.request.CaseDates.Stage;
import org.pidesk.request.CaseSystems;
import org.pidesk.staff.Role;

/** What the steps of every process say: whose task it is, by when it is late, and which systems are asked. */
public abstract class Steps {
    private final CaseDates dates;
    private final CaseSystems systems;

    Steps(CaseDates dates, CaseSystems systems) {
        this.dates = dates;
        this.systems = systems;
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

    /** Whether a system says that it cannot. */
    public boolean cannot(String reference, String system) {
        return answerOf(reference, system) == Outcome.CANNOT;
    }

    /** Whether an answer was sent back: then there is none. */
    public boolean isAskedAgain(String reference, String system) {
        return answerOf(reference, system) == null;
    }

    Date lateAt(String reference, Stage stage) {
        return Date.from(dates.lateAt(new Reference(reference), stage));
    }

    String nameOf(String system) {
        return systems.nameOf(UUID.fromString(system));
    }

    Outcome answerOf(String reference, String system) {
        return systems.answerOf(new Reference(reference), UUID.fromString(system));
    }
}
