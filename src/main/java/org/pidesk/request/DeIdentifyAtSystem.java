package org.pidesk.request;

import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.springframework.stereotype.Component;

/** The DMS or an operator is to de-identify the person too. */
@Component
class DeIdentifyAtSystem extends ErrandAtSystem {
    static final String TASK = "userTask_deIdentifyAtSystem";

    DeIdentifyAtSystem(SystemSheets sheets, Operators operators, TaskProof proof, SystemLetters letters) {
        super(Errand.DE_IDENTIFY, sheets, operators, proof, letters);
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
