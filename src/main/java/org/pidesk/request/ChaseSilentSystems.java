package org.pidesk.request;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.operator.Operators;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/** Systems that were told days ago are silent: the compliance manager chases them. Silence itself answers nothing. */
@Component
class ChaseSilentSystems implements StaffQuestion {
    static final String TASK = "userTask_chaseSilentSystems";
    private static final String CHASED = "chased";

    private final Operators operators;
    private final TaskProof proof;

    ChaseSilentSystems(Operators operators, TaskProof proof) {
        this.operators = operators;
        this.proof = proof;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Chase silent systems";
    }

    @Override
    public String help() {
        return "These systems have not answered in time. Chase them, and say what was agreed with whom. Their own tasks"
                + " stay open until each has answered, and you are asked again while one is silent.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        List<Map<String, Object>> silent = operators.silent(request.reference()).stream()
                .map(candidate -> Map.<String, Object>of(
                        "name",
                        candidate.name(),
                        "kind",
                        candidate.kind(),
                        "since",
                        operators.askedAt(request.reference(), candidate.id())))
                .toList();
        return Map.of(
                "silent", silent,
                "noted", proof.wordsOf(request, CHASED),
                "closable", request.type().removes());
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        answer.text("note", "Say in a sentence whom you spoke to, and what was agreed.");
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        proof.keep(request, CHASED, answer.text("note", ""), "SILENT_SYSTEMS_CHASED", by, Map.of());
    }
}
