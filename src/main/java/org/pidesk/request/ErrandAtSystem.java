package org.pidesk.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.task.AnswerForm;

/** The DMS or an operator is told to do something; staff see to it there and say what came of it, with what proves it. */
abstract class ErrandAtSystem implements StaffQuestion {
    private static final List<Outcome> OUTCOMES = List.of(Outcome.DONE, Outcome.NOT_FOUND, Outcome.CANNOT);

    private final Errand errand;
    private final SystemSheets sheets;
    private final Operators operators;
    private final TaskProof proof;
    private final SystemLetters letters;

    ErrandAtSystem(Errand errand, SystemSheets sheets, Operators operators, TaskProof proof, SystemLetters letters) {
        this.errand = errand;
        this.sheets = sheets;
        this.operators = operators;
        this.proof = proof;
        this.letters = letters;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("system", sheets.system(system, errand));
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
    public void writeNext(Request request, UUID system) {
        letters.write(request, system);
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

    /** Where what staff wrote about a system is kept. */
    static String answered(UUID system) {
        return "answer:" + system;
    }
}
