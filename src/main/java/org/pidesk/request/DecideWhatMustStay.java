package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.kernel.Address;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/**
 * Staff decide whether a lawful ground keeps something (sections 11(2)(b) and 14(1)); a second person releases it. The
 * grounds (d) to (f) of section 11(1) are not among them: a withdrawal is an objection to those too, and what the person
 * wants gone is not kept for our own interest.
 */
@Component
class DecideWhatMustStay implements StaffQuestion {
    static final String TASK = "userTask_decideWhatMustStay";
    /** Where its reason is kept. */
    static final String DECISION = "decision";

    private static final String CONTESTED = " But another address of the record has stopped such requests lately, and"
            + " cannot stop this one: find out who the person is before you go on.";

    private final CasePeople people;
    private final CaseFiles files;
    private final Contacts contacts;
    private final RecordParts parts;
    private final Restrictions restrictions;
    private final TaskProof proof;
    private final RemovalLetters letters;
    private final Clock clock;

    DecideWhatMustStay(
            CasePeople people,
            CaseFiles files,
            Contacts contacts,
            RecordParts parts,
            Restrictions restrictions,
            TaskProof proof,
            RemovalLetters letters,
            Clock clock) {
        this.people = people;
        this.files = files;
        this.contacts = contacts;
        this.parts = parts;
        this.restrictions = restrictions;
        this.proof = proof;
        this.letters = letters;
        this.clock = clock;
    }

    /** A part that a ground keeps. */
    private record HeldPart(RecordParts.Part part, RefusalReason ground, LocalDate until) {
        /** For the person: what stays, why, and until when; the value itself stays out of mails. */
        String words() {
            return part.label() + ", " + ground.because(until);
        }
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Decide what must stay";
    }

    @Override
    public String help() {
        return "Say whether a lawful ground makes us keep something of this person. Legitimate interests, ours or the"
                + " person's, and public-law duties (section 11(1)(d) to (f)) are no reason to keep here. A second person"
                + " looks at your decision before anything is done.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var sheet = new LinkedHashMap<String, Object>();
        var records = records(request);
        sheet.put("cause", cause(request));
        sheet.put(
                "sentBackBecause",
                request.decision() == null ? words(request, ReleaseDeIdentification.SENT_BACK) : null);
        sheet.put("records", records.stream().map(this::row).toList());
        // a case that began on an earlier form shows this one alone
        records.stream().findFirst().ifPresent(first -> sheet.put("record", summary(first)));
        sheet.put(
                "items", parts.of(records).stream().map(RecordParts.Part::asMap).toList());
        sheet.put("grounds", RefusalReason.choices());
        return sheet;
    }

    /** Why it is asked at all: in words for staff. */
    static String cause(Request request) {
        return request.isContested() ? why(request) + CONTESTED : why(request);
    }

    private static String why(Request request) {
        if (request.type() == RequestType.WITHDRAWAL) {
            return "The person withdrew consent (section 11(2)(b)).";
        }
        return request.askedByThePerson()
                ? "The person asked to be de-identified (section 24(1)(b))."
                : "The purpose for which the record was kept has ended (section 14(4)).";
    }

    private String words(Request request, String name) {
        var kept = proof.wordsOf(request, name);
        return kept.isEmpty() ? null : kept;
    }

    private static Map<String, Object> summary(Contact contact) {
        var row = new LinkedHashMap<String, Object>();
        row.put("number", contact.number());
        row.put("firstName", contact.firstName());
        row.put("lastName", contact.lastName());
        row.put("email", contact.email().map(Address::written).orElse(null));
        row.put("mobile", contact.mobile().map(Address::written).orElse(null));
        return row;
    }

    /** All of a record that is decided about, whatever the decision: nobody decides about what they do not see. */
    private Map<String, Object> row(Contact record) {
        return Map.of(
                "number",
                record.number(),
                "parts",
                parts.of(List.of(record)).stream().map(RecordParts.Part::asMap).toList());
    }

    private List<Contact> records(Request request) {
        return people.records(request.reference());
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        answer.text("reason", "Say in a sentence why. It is kept as evidence.");
        var decision = answer.choice("decision", Decision.class, "Choose one of the three.");
        if (decision == Decision.ALL_HOLDS) {
            answer.choice("ground", RefusalReason.class, "Choose the ground on which everything must stay.");
            mustLieAhead(untilWhen(answer), "until", answer);
        }
        if (decision == Decision.PART_HOLDS) {
            checkHolds(request, answer);
        }
    }

    private void checkHolds(Request request, AnswerForm answer) {
        var offered =
                parts.of(records(request)).stream().map(RecordParts.Part::id).toList();
        var holds = answer.objects("holds");
        if (holds.isEmpty()) {
            answer.complain("holds", "Tick what must stay, or choose that nothing holds.");
        }
        for (var hold : holds) {
            if (!(hold.get("item") instanceof String item) || !offered.contains(item)) {
                answer.complain("holds", "Tick parts of this list only.");
            }
            if (AnswerForm.oneOf(hold.get("ground"), RefusalReason.class) == null) {
                answer.complain("holds", "Choose a ground for each part that must stay.");
            }
            mustLieAhead(answer.day(hold.get("until"), "holds"), "holds", answer);
        }
        var ticked = holds.stream().map(hold -> hold.get("item")).collect(Collectors.toSet());
        if (ticked.size() < holds.size()) {
            answer.complain("holds", "Tick each part once, with one ground.");
        }
        if (!holds.isEmpty() && ticked.size() == offered.size()) {
            answer.complain("decision", "Every part is ticked. Choose that everything must stay, with its ground.");
        }
    }

    /** Also a draft that lay for too long: what ends today would be asked about tonight. */
    private void mustLieAhead(LocalDate until, String field, AnswerForm answer) {
        if (until != null && !until.isAfter(LocalDate.now(clock))) {
            answer.complain(field, "That day is past. Until which day must it stay?");
        }
    }

    private static LocalDate untilWhen(AnswerForm answer) {
        return answer.day(answer.typed("until"), "until");
    }

    @Override
    public void writeNext(Request request, UUID system) {
        letters.write(request);
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var decision = answer.choice("decision", Decision.class, "");
        var ground = decision == Decision.ALL_HOLDS ? answer.choice("ground", RefusalReason.class, "") : null;
        request.decide(decision, ground);
        var offered = parts.of(records(request));
        var held = switch (decision) {
            case NOTHING_HOLDS -> List.<HeldPart>of();
            case ALL_HOLDS -> {
                var until = untilWhen(answer);
                yield offered.stream()
                        .map(part -> new HeldPart(part, ground, until))
                        .toList();
            }
            case PART_HOLDS -> heldParts(offered, answer);
        };
        restrictions.rememberHolds(request.reference(), records(request));
        for (var record : records(request)) {
            contacts.hold(record.id(), holdsOn(record, held));
        }
        files.destroy(request.reference(), CaseFiles.KEPT);
        if (decision == Decision.PART_HOLDS) {
            files.keep(
                    request.reference(),
                    CaseFiles.KEPT,
                    held.stream().map(HeldPart::words).toList(),
                    null);
        }
        proof.keep(
                request,
                DECISION,
                answer.text("reason", ""),
                "WHAT_MUST_STAY_DECIDED",
                by,
                Map.of("decision", decision, "ground", ground == null ? "NONE" : ground));
    }

    private static List<HeldPart> heldParts(List<RecordParts.Part> parts, AnswerForm answer) {
        return answer.objects("holds").stream()
                .map(hold -> new HeldPart(
                        parts.stream()
                                .filter(part -> part.id().equals(hold.get("item")))
                                .findFirst()
                                .orElseThrow(),
                        AnswerForm.oneOf(hold.get("ground"), RefusalReason.class),
                        answer.day(hold.get("until"), "holds")))
                .toList();
    }

    private List<Hold> holdsOn(Contact record, List<HeldPart> held) {
        var today = LocalDate.now(clock);
        return held.stream()
                .filter(part -> part.part().contact().equals(record.id()))
                .map(part -> new Hold(part.part().item(), part.ground().name(), part.until(), today))
                .toList();
    }
}
