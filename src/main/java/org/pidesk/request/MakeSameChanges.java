package org.pidesk.request;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Field;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.request.FieldAnswers.Done;
import org.pidesk.request.FieldAnswers.One;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/** The DMS or an operator is to be altered in the same way; staff see to it and answer field by field. */
@Component
class MakeSameChanges implements StaffQuestion {
    static final String TASK = "userTask_makeSameChanges";

    private static final String EACH = "Answer for each field.";

    private final OwnRecord ownRecord;
    private final CasePeople people;
    private final SystemSheets sheets;
    private final CaseFiles files;
    private final Operators operators;
    private final TaskProof proof;
    private final Corrections corrections;

    MakeSameChanges(
            OwnRecord ownRecord,
            CasePeople people,
            SystemSheets sheets,
            CaseFiles files,
            Operators operators,
            TaskProof proof,
            Corrections corrections) {
        this.ownRecord = ownRecord;
        this.people = people;
        this.sheets = sheets;
        this.files = files;
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
        return "Make the same changes at a system";
    }

    @Override
    public String help() {
        return "Find the person in this system by what stood there before, make the same changes, and answer for each"
                + " field what came of it. Where Was and Changed are the same, our record said so already: see that this"
                + " system does too.";
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var alteration = ownRecord.alteration(request);
        var answers = answers(request, system);
        var records = people.records(request.reference());
        return Map.of(
                "system",
                sheets.system(system, Errand.CHANGE),
                "person",
                sheets.person(request.reference()),
                "fields",
                answers.toAnswer(alteration.changed().keySet()).stream()
                        .map(field -> row(alteration, field, answers.fields().get(field), records))
                        .toList());
    }

    private static Map<String, Object> row(Alteration alteration, Field field, One answer, List<Contact> records) {
        var row = row(alteration, field, answer);
        row.put(
                "now",
                records.stream()
                        .filter(record -> OwnRecord.saysOtherwise(record, alteration, field))
                        .findFirst()
                        .map(record -> record.value(field) == null ? "–" : field.written(record.value(field)))
                        .orElse(null));
        return row;
    }

    static Map<String, Object> row(Alteration alteration, Field field, One answer) {
        var row = new LinkedHashMap<String, Object>();
        row.put("field", field);
        row.put("label", field.label());
        row.put("was", field.written(alteration.was(field)));
        row.put("changed", field.written(alteration.changed().get(field)));
        row.put("because", answer == null ? null : answer.because());
        row.put("askedAgainBecause", answer == null ? null : answer.words());
        return row;
    }

    FieldAnswers answers(Request request, UUID system) {
        return files.read(request.reference(), FieldAnswers.file(system), FieldAnswers.class)
                .orElse(FieldAnswers.NONE);
    }

    void keep(Request request, UUID system, FieldAnswers answers) {
        files.keepAsEvidence(request, FieldAnswers.file(system), answers);
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        answer.text("evidence", "Say in a sentence how that can be shown.");
        read(answer, toAnswer(request, answers(request, system)));
    }

    private List<Field> toAnswer(Request request, FieldAnswers answers) {
        return answers.toAnswer(ownRecord.alteration(request).changed().keySet());
    }

    /** Just the fields that this system is asked for: not one that it has answered, or that only others are asked for. */
    private static Map<Field, One> read(AnswerForm answer, List<Field> asked) {
        var read = new EnumMap<Field, One>(Field.class);
        answer.parts("fields", "field", names(asked), EACH).forEach((field, part) -> {
            var done = part.choice("outcome", Done.class, "");
            if (done == null) {
                answer.complain("fields", EACH);
            } else if (done == Done.REFUSED && part.isTooShort("because")) {
                answer.complain("fields", "Say for each field that was refused why.");
            }
            read.put(
                    Field.valueOf(field),
                    new One(done, done == Done.REFUSED ? part.plain("because") : null, null, null));
        });
        return read;
    }

    /** As they stand in a form. */
    static Set<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void writeNext(Request request, UUID system) {
        corrections.confirmToPerson(request.reference());
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var before = answers(request, system);
        var answers = before.with(read(answer, toAnswer(request, before)));
        keep(request, system, answers);
        operators.answer(request.reference(), system, answers.outcome(), by);
        proof.keep(
                request,
                answered(system),
                answer.text("evidence", ""),
                "SYSTEM_ANSWERED",
                by,
                Map.of("system", system, "outcome", answers.outcome(), "refused", refused(answers)));
    }

    private static long refused(FieldAnswers answers) {
        return Arrays.stream(Field.values()).filter(answers.refused()::contains).count();
    }

    static String answered(UUID system) {
        return "answer:" + system;
    }
}
