package org.pidesk.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.springframework.stereotype.Component;

/** The DMS or an operator is to de-identify the person too; staff see to it and say what came of it. */
@Component
class DeIdentifyAtSystem implements StaffQuestion {
    static final String TASK = "userTask_deIdentifyAtSystem";
    private static final List<Outcome> OUTCOMES = List.of(Outcome.DONE, Outcome.NOT_FOUND, Outcome.CANNOT);

    private final SystemSheets sheets;
    private final Operators operators;
    private final TaskProof proof;

    DeIdentifyAtSystem(SystemSheets sheets, Operators operators, TaskProof proof) {
        this.sheets = sheets;
        this.operators = operators;
        this.proof = proof;
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

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("system", sheets.system(system));
        sheet.put("person", sheets.person(request.reference()));
        sheet.put("mustStay", sheets.mustStay(request.reference()));
        var because = proof.wordsOf(request, SettleWhatCannot.settled(system));
        sheet.put("askedAgainBecause", because.isEmpty() ? null : because);
        return sheet;
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        answer.choice("outcome", Outcome.class, OUTCOMES, "Choose what came of it.");
        answer.text("evidence", "Say in a sentence what proves it: who did it, when, and a ticket or log entry.");
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var outcome = answer.choice("outcome", Outcome.class, OUTCOMES, "");
        operators.answer(request.reference(), system, outcome, by);
        proof.keep(
                request,
                answered(system),
                answer.text("evidence", ""),
                "SYSTEM_ANSWERED",
                by,
                Map.of("system", system, "outcome", outcome));
    }

    static String answered(UUID system) {
        return "answer:" + system;
    }
}
