package org.pidesk.request;

import java.util.Map;
import java.util.UUID;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/** One system is silent: the compliance manager chases it, or closes the question, which never means «not found». */
@Component
class ChaseSilentSystem implements StaffQuestion {
    static final String TASK = "userTask_chaseSilentSystem";

    private enum Next {
        KEEP_WAITING,
        CLOSE_UNANSWERED
    }

    private final SystemSheets sheets;
    private final Operators operators;
    private final TaskProof proof;
    private final Searches searches;

    ChaseSilentSystem(SystemSheets sheets, Operators operators, TaskProof proof, Searches searches) {
        this.sheets = sheets;
        this.operators = operators;
        this.proof = proof;
        this.searches = searches;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Chase a silent system";
    }

    @Override
    public String help() {
        return "This system has not answered in time. Chase it and wait on, or close the question unanswered: then the"
                + " person is told that it did not answer, never that nothing was found there.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        return Map.of("system", sheets.system(system, Errand.LOOK_UP), "noted", proof.wordsOf(request, chased(system)));
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        next(answer);
        answer.text("note", "Say in a sentence whom you spoke to and what was agreed, or why nobody waits any more.");
    }

    private static Next next(AnswerForm answer) {
        return answer.choice("outcome", Next.class, "Choose one of the two.");
    }

    @Override
    public void writeNext(Request request, UUID system) {
        if (operators.answer(request.reference(), system).isPresent()) {
            searches.answerPerson(request.reference());
        }
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var next = next(answer);
        if (next == Next.CLOSE_UNANSWERED) {
            operators.answer(request.reference(), system, Outcome.UNANSWERED, by);
        }
        proof.keep(
                request,
                chased(system),
                answer.text("note", ""),
                next == Next.CLOSE_UNANSWERED ? "SYSTEM_CLOSED_UNANSWERED" : "SILENT_SYSTEM_CHASED",
                by,
                Map.of("system", system));
    }

    private static String chased(UUID system) {
        return "chased:" + system;
    }
}
