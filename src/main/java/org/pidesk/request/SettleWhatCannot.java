package org.pidesk.request;

import java.util.Map;
import java.util.UUID;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/**
 * What a system was told is not done there: the compliance manager has it asked again, names the ground on which it goes
 * on, or gives up waiting where nobody answers, which means neither «done» nor «not found».
 */
@Component
class SettleWhatCannot implements StaffQuestion {
    static final String TASK = "userTask_settleWhatCannot";

    private enum Settlement {
        ASK_AGAIN,
        KEPT,
        CLOSE_UNANSWERED
    }

    private final SystemSheets sheets;
    private final CaseFiles files;
    private final Operators operators;
    private final TaskProof proof;
    private final SystemLetters letters;

    SettleWhatCannot(
            SystemSheets sheets, CaseFiles files, Operators operators, TaskProof proof, SystemLetters letters) {
        this.sheets = sheets;
        this.files = files;
        this.operators = operators;
        this.proof = proof;
        this.letters = letters;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Settle what cannot be done";
    }

    @Override
    public String help() {
        return "This system cannot do what it was told, or nobody answers there. Have it asked again, with what it should"
                + " do, name the lawful ground that stands in the way, or close the question unanswered.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        return Map.of(
                "marketing",
                request.removesNothing(),
                "system",
                sheets.system(system, request.removesNothing() ? Errand.CHANGE : Errand.DE_IDENTIFY),
                "person",
                sheets.person(request.reference()),
                "becauseOf",
                proof.wordsOf(request, ErrandAtSystem.answered(system)),
                "grounds",
                RefusalReason.choices());
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        var settlement = choice(answer);
        if (settlement == Settlement.KEPT) {
            kept(answer);
        }
        answer.text("reason", "Say in a sentence why. It is kept as evidence, and shown to whoever is asked again.");
    }

    private static Settlement choice(AnswerForm answer) {
        return answer.choice("outcome", Settlement.class, "Choose one of the three.");
    }

    /** A case that began on an earlier form says the ground alone. */
    private static KeptThere kept(AnswerForm answer) {
        return new KeptThere(
                answer.choice("ground", RefusalReason.class, "Choose the ground on which it keeps."),
                answer.line("what", 0, 300, ""));
    }

    @Override
    public void writeNext(Request request, UUID system) {
        letters.write(request, system);
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var settlement = choice(answer);
        switch (settlement) {
            case ASK_AGAIN -> operators.askAgain(request.reference(), system);
            case KEPT -> {
                files.keepAsEvidence(request, KeptThere.file(system), kept(answer));
                operators.answer(request.reference(), system, Outcome.KEPT, by);
            }
            case CLOSE_UNANSWERED -> operators.answer(request.reference(), system, Outcome.UNANSWERED, by);
        }
        proof.keep(
                request,
                settled(system),
                answer.text("reason", ""),
                "SYSTEM_SETTLED",
                by,
                Map.of(
                        "system",
                        system,
                        "outcome",
                        settlement,
                        "ground",
                        settlement == Settlement.KEPT ? kept(answer).ground() : "NONE"));
    }

    static String settled(UUID system) {
        return "settled:" + system;
    }
}
