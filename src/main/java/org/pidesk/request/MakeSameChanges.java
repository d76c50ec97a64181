package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Field;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.FieldAnswers.Done;
import org.pidesk.request.FieldAnswers.One;
import org.springframework.stereotype.Component;

/** The DMS or an operator is to be altered in the same way; staff see to it and answer field by field. */
@Component
class MakeSameChanges implements StaffQuestion {
    static final String TASK = "userTask_makeSameChanges";

    private final OwnRecord ownRecord;
    private final SystemSheets sheets;
    private final CaseFiles files;
    private final Operators operators;
    private final Organisations organisations;
    private final TaskProof proof;
    private final Clock clock;

    MakeSameChanges(
            OwnRecord ownRecord,
            SystemSheets sheets,
            CaseFiles files,
            Operators operators,
            Organisations organisations,
            TaskProof proof,
            Clock clock) {
        this.ownRecord = ownRecord;
        this.sheets = sheets;
        this.files = files;
        this.operators = operators;
        this.organisations = organisations;
        this.proof = proof;
        this.clock = clock;
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
                + " field what came of it.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var alteration = ownRecord.alteration(request);
        var answers = answers(request, system);
        return Map.of(
                "system",
                sheets.system(system, Errand.CHANGE),
                "person",
                sheets.person(request.reference()),
                "fields",
                answers.toAnswer(alteration.changed().keySet()).stream()
                        .map(field -> row(alteration, field, answers.fields().get(field)))
                        .toList());
    }

    static Map<String, Object> row(Alteration alteration, Field field, One answer) {
        var row = new LinkedHashMap<String, Object>();
        row.put("field", field);
        row.put("label", field.label());
        row.put("was", alteration.was(field));
        row.put("changed", alteration.changed().get(field));
        row.put("because", answer == null ? null : answer.because());
        row.put("askedAgainBecause", answer == null ? null : answer.words());
        return row;
    }

    FieldAnswers answers(Request request, UUID system) {
        return files.read(request.reference(), FieldAnswers.file(system), FieldAnswers.class)
                .orElse(FieldAnswers.NONE);
    }

    void keep(Request request, UUID system, FieldAnswers answers) {
        files.keep(
                request.reference(),
                FieldAnswers.file(system),
                answers,
                LocalDate.now(clock)
                        .plusYears(organisations.get(request.organisation()).evidenceYears()));
    }

    @Override
    public void check(Request request, AnswerForm answer) {
        answer.text("evidence", "Say in a sentence how that can be shown.");
        for (var given : answer.objects("fields")) {
            var part = new AnswerForm(AnswerForm.asMap(given));
            var done = part.choice("outcome", Done.class, List.of(Done.values()), "");
            if (done == null) {
                answer.complain("fields", "Answer for each field.");
            } else if (done == Done.REFUSED && part.isTooShort("because")) {
                answer.complain("fields", "Say for each field that was refused why.");
            }
        }
        if (answer.objects("fields").isEmpty()) {
            answer.complain("fields", "Answer for each field.");
        }
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var before = answers(request, system);
        var more = new EnumMap<Field, One>(Field.class);
        for (var field : before.toAnswer(ownRecord.alteration(request).changed().keySet())) {
            var given = answer.part("fields", "field", field.name());
            var done = given.choice("outcome", Done.class, List.of(Done.values()), "");
            if (done == null) {
                throw new InvalidAnswer(Map.of("fields", "Answer for each field."));
            }
            more.put(field, new One(done, done == Done.REFUSED ? given.plain("because") : null, null, null));
        }
        var answers = before.with(more);
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
