package org.pidesk.request;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/** Staff look in the DMS, or ask an operator to look, and say whether the person is there. */
@Component
class LookInSystem implements StaffQuestion {
    static final String TASK = "userTask_lookInSystem";
    private static final List<Outcome> OUTCOMES = List.of(Outcome.FOUND, Outcome.NOT_FOUND);

    private final SystemSheets sheets;
    private final Operators operators;
    private final Findings findings;
    private final CaseFiles files;
    private final TaskProof proof;
    private final Searches searches;

    LookInSystem(
            SystemSheets sheets,
            Operators operators,
            Findings findings,
            CaseFiles files,
            TaskProof proof,
            Searches searches) {
        this.sheets = sheets;
        this.operators = operators;
        this.findings = findings;
        this.files = files;
        this.proof = proof;
        this.searches = searches;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Look in a system";
    }

    @Override
    public String help() {
        return "Somebody has shown that this address is theirs and wants to know what we hold. We hold nothing"
                + " ourselves. Look for it in this system, in every spelling below, and change nothing there.";
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        return Map.of(
                "system",
                sheets.system(system, Errand.LOOK_UP),
                "spellings",
                Spellings.of(files.of(request.reference()).provenAddress()));
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        if (outcome(answer) == Outcome.FOUND) {
            finding(answer);
        }
        answer.text("evidence", "Say in a sentence what proves it: who looked, when, and what was seen.");
    }

    private static Outcome outcome(AnswerForm answer) {
        return answer.choice("outcome", Outcome.class, OUTCOMES, "Choose what came of it.");
    }

    private static Finding finding(AnswerForm answer) {
        return new Finding(
                answer.line("holds", "Say what kinds of information are held there. The person reads it."),
                answer.line("origin", "Say since when, and where it came from, or that it is not known."));
    }

    @Override
    public void writeNext(Request request, UUID system) {
        searches.answerPerson(request.reference());
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var outcome = outcome(answer);
        operators.answer(request.reference(), system, outcome, by);
        if (outcome == Outcome.FOUND) {
            findings.keep(request, system, finding(answer));
        }
        proof.keep(
                request,
                "answer:" + system,
                answer.text("evidence", ""),
                "SYSTEM_LOOKED_IN",
                by,
                Map.of("system", system, "outcome", outcome));
    }
}
