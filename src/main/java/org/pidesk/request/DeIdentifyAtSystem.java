package org.pidesk.request;

import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Component;

/** The DMS or an operator is to de-identify the person too. */
@Component
class DeIdentifyAtSystem extends ErrandAtSystem {
    static final String TASK = "userTask_deIdentifyAtSystem";

    private final CaseFiles files;
    private final Contacts contacts;

    DeIdentifyAtSystem(
            SystemSheets sheets,
            Operators operators,
            TaskProof proof,
            SystemLetters letters,
            CaseFiles files,
            Contacts contacts) {
        super(Errand.DE_IDENTIFY, sheets, operators, proof, letters);
        this.files = files;
        this.contacts = contacts;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var sheet = super.sheet(request, system);
        sheet.put("notSince", isKnownAgain(request) ? Deadlines.dayOf(request.begunAt()) : null);
        return sheet;
    }

    /** Months after a removal the person may be a customer again, in other systems too. */
    private boolean isKnownAgain(Request request) {
        return !request.isOpen()
                && files.of(request.reference()).reachable().stream()
                        .flatMap(address -> contacts.heldAt(request.organisation(), address).stream())
                        .anyMatch(record -> record.state() == Contact.State.ACTIVE);
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "De-identify at a system";
    }

    @Override
    public String help() {
        return "Find the person in this system by every address and number below, and de-identify what is there. Then"
                + " say what came of it, with what proves it.";
    }
}
