package org.pidesk.request;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Field;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.request.FieldAnswers.One;
import org.pidesk.request.FieldAnswers.Settlement;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/** A system refuses to alter a field: the compliance manager chooses one of the four outcomes of section 24(2). */
@Component
class SettleRefusedFields implements StaffQuestion {
    static final String TASK = "userTask_settleRefusedFields";

    private static final String EACH = "Choose an outcome for each field.";

    private final MakeSameChanges changes;
    private final OwnRecord ownRecord;
    private final SystemSheets sheets;
    private final Operators operators;
    private final TaskProof proof;
    private final Corrections corrections;

    SettleRefusedFields(
            MakeSameChanges changes,
            OwnRecord ownRecord,
            SystemSheets sheets,
            Operators operators,
            TaskProof proof,
            Corrections corrections) {
        this.changes = changes;
        this.ownRecord = ownRecord;
        this.sheets = sheets;
        this.operators = operators;
        this.proof = proof;
        this.corrections = corrections;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Settle refused fields";
    }

    @Override
    public String help() {
        return "This system refuses to alter a field. The law knows four outcomes (section 24(2)): it is corrected all"
                + " the same, it is deleted, the person is given evidence that it is right, or a note is attached.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var alteration = ownRecord.alteration(request);
        var answers = changes.answers(request, system);
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("system", sheets.system(system, Errand.CHANGE));
        sheet.put("person", sheets.person(request.reference()));
        sheet.put("statement", alteration.statement());
        sheet.put(
                "fields",
                answers.refused().stream()
                        .map(field -> MakeSameChanges.row(
                                alteration, field, answers.fields().get(field)))
                        .toList());
        return sheet;
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        var refused = MakeSameChanges.names(changes.answers(request, system).refused());
        for (var part : answer.parts("fields", "field", refused, EACH).values()) {
            if (settlement(part) == null) {
                answer.complain("fields", EACH);
            } else if (part.isTooShort("words")) {
                answer.complain("fields", "Say in a sentence what is to be done, or what the person is told.");
            }
        }
    }

    private static Settlement settlement(AnswerForm part) {
        return part.choice("outcome", Settlement.class, "");
    }

    @Override
    public void writeNext(Request request, UUID system) {
        if (operators.answer(request.reference(), system).isPresent()) {
            corrections.confirmToPerson(request.reference());
        }
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var before = changes.answers(request, system);
        var more = new EnumMap<Field, One>(Field.class);
        for (var field : before.refused()) {
            var given = answer.part("fields", "field", field.name());
            var settlement = settlement(given);
            var refused = before.fields().get(field);
            more.put(field, new One(refused.done(), refused.because(), settlement, given.plain("words")));
            if (settlement == Settlement.NOTE_ATTACHED) {
                ownRecord.attach(request, field);
            }
        }
        var answers = before.with(more);
        changes.keep(request, system, answers);
        if (more.values().stream().anyMatch(One::isAskedAgain)) {
            operators.askAgain(request.reference(), system);
        } else {
            operators.answer(request.reference(), system, answers.outcome(), by);
        }
        proof.keep(
                request,
                SettleWhatCannot.settled(system),
                String.join("\n", more.values().stream().map(One::words).toList()),
                "REFUSED_FIELDS_SETTLED",
                by,
                Map.of("system", system, "fields", more.size()));
    }
}
