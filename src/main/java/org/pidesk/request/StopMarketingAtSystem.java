package org.pidesk.request;

import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.springframework.stereotype.Component;

/** The DMS or an operator may keep what it has, and is to stop whatever rested on consent alone: marketing. */
@Component
class StopMarketingAtSystem extends ErrandAtSystem {
    static final String TASK = "userTask_stopMarketingAtSystem";

    StopMarketingAtSystem(SystemSheets sheets, Operators operators, TaskProof proof, SystemLetters letters) {
        super(Errand.CHANGE, sheets, operators, proof, letters);
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Stop marketing at a system";
    }

    @Override
    public String help() {
        return "The person withdrew consent, and another lawful ground keeps the record. Find the person in this system"
                + " by every address and number below, and stop everything that rested on consent: all marketing, and"
                + " every list for it. Then say what came of it, with what proves it.";
    }
}
