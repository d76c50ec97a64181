package org.pidesk.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.contact.Items;
import org.pidesk.kernel.Address;
import org.springframework.stereotype.Component;

/**
 * The compliance manager decides whether another lawful ground keeps something (sections 11(2)(b) and 14(1)). The
 * grounds (d) to (f) of section 11(1) are not among them: against those the withdrawal is an objection too.
 */
@Component
class DecideWhatMustStay implements StaffQuestion {
    static final String TASK = "userTask_decideWhatMustStay";
    private static final List<RefusalReason> GROUNDS = List.of(RefusalReason.values());

    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final TaskProof proof;

    DecideWhatMustStay(Trail trail, CaseFiles files, Contacts contacts, TaskProof proof) {
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.proof = proof;
    }

    /** A part of a record that can be held. @param id what the form sends back */
    private record Part(String id, UUID contact, String item, String label, String value) {
        Map<String, Object> asMap() {
            return Map.of("id", id, "label", label, "value", value);
        }
    }

    /** A part that a ground keeps. */
    private record HeldPart(Part part, RefusalReason ground, LocalDate until) {
        /** For the person: what stays, why, and until when; the value itself stays out of mails. */
        String words() {
            return part.label() + ", because of " + ground.words() + " (" + ground.law() + ")"
                    + (until == null ? "" : ", until " + PersonalNotices.day(until));
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
        return "The person withdrew consent. Say whether another lawful ground makes us keep something. A withdrawal"
                + " counts as an objection too, so legitimate interests, ours or the person's, and public-law duties"
                + " (section 11(1)(d) to (f)) are no reason to keep.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var sheet = new LinkedHashMap<String, Object>();
        var records = records(request);
        sheet.put("record", summary(records));
        sheet.put("items", parts(records).stream().map(Part::asMap).toList());
        sheet.put(
                "grounds",
                GROUNDS.stream()
                        .map(ground -> Map.of("id", ground.name(), "words", ground.words(), "law", ground.law()))
                        .toList());
        return sheet;
    }

    private static Map<String, Object> summary(List<Contact> records) {
        var contact = records.get(0);
        var row = new LinkedHashMap<String, Object>();
        row.put("number", contact.number());
        row.put("firstName", contact.firstName());
        row.put("lastName", contact.lastName());
        row.put("email", contact.email().map(Address::value).orElse(null));
        row.put("mobile", contact.mobile().map(Address::value).orElse(null));
        return row;
    }

    private List<Contact> records(Request request) {
        return trail.recordsOf(request.reference()).stream().map(contacts::get).toList();
    }

    private List<Part> parts(List<Contact> records) {
        var parts = new ArrayList<Part>();
        for (var contact : records) {
            var of = records.size() == 1 ? "" : contact.number() + "/";
            var behind = records.size() == 1 ? "" : " (customer " + contact.number() + ")";
            add(parts, contact, of, Items.NAME, "Name and surname" + behind, contact.name());
            add(
                    parts,
                    contact,
                    of,
                    Items.EMAIL,
                    "Email" + behind,
                    contact.email().map(Address::value).orElse(null));
            add(
                    parts,
                    contact,
                    of,
                    Items.MOBILE,
                    "Mobile" + behind,
                    contact.mobile().map(Address::value).orElse(null));
            add(parts, contact, of, Items.ID_NUMBER, "Identity number" + behind, contact.idNumber());
            for (var lead : contacts.leadsOf(contact.id())) {
                var about = lead.interest() == null ? "an enquiry" : lead.interest();
                add(parts, contact, of, Items.lead(lead.number()), "Enquiry " + lead.number() + behind, about);
            }
        }
        return parts;
    }

    private static void add(List<Part> parts, Contact contact, String of, String item, String label, String value) {
        if (value != null && !value.isEmpty()) {
            parts.add(new Part(of + item, contact.id(), item, label, value));
        }
    }

    @Override
    public void check(Request request, AnswerForm answer) {
        answer.text("reason", "Say in a sentence why. It is kept as evidence.");
        var decision =
                answer.choice("decision", Decision.class, List.of(Decision.values()), "Choose one of the three.");
        if (decision == Decision.ALL_HOLDS) {
            answer.choice("ground", RefusalReason.class, GROUNDS, "Choose the ground on which everything must stay.");
        }
        if (decision == Decision.PART_HOLDS) {
            checkHolds(request, answer);
        }
    }

    private void checkHolds(Request request, AnswerForm answer) {
        var offered = parts(records(request)).stream().map(Part::id).toList();
        var holds = answer.objects("holds");
        if (holds.isEmpty()) {
            answer.complain("holds", "Tick what must stay, or choose that nothing holds.");
        }
        for (var hold : holds) {
            if (!(hold.get("item") instanceof String item) || !offered.contains(item)) {
                answer.complain("holds", "Tick parts of this list only.");
            }
            if (AnswerForm.oneOf(hold.get("ground"), RefusalReason.class, GROUNDS) == null) {
                answer.complain("holds", "Choose a ground for each part that must stay.");
            }
            answer.day(hold.get("until"), "holds");
        }
        if (!holds.isEmpty() && holds.size() == offered.size()) {
            answer.complain("decision", "Every part is ticked. Choose that everything must stay, with its ground.");
        }
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var decision = answer.choice("decision", Decision.class, List.of(Decision.values()), "");
        var ground = decision == Decision.ALL_HOLDS ? answer.choice("ground", RefusalReason.class, GROUNDS, "") : null;
        request.decide(decision, ground);
        var parts = parts(records(request));
        var held = switch (decision) {
            case NOTHING_HOLDS -> List.<HeldPart>of();
            case ALL_HOLDS ->
                parts.stream().map(part -> new HeldPart(part, ground, null)).toList();
            case PART_HOLDS -> heldParts(parts, answer);
        };
        for (var record : records(request)) {
            contacts.hold(record.id(), holdsOn(record, held));
        }
        if (decision == Decision.PART_HOLDS) {
            files.keep(
                    request.reference(),
                    CaseFiles.KEPT,
                    held.stream().map(HeldPart::words).toList(),
                    null);
        }
        proof.keep(
                request,
                "decision",
                answer.text("reason", ""),
                "WHAT_MUST_STAY_DECIDED",
                by,
                Map.of("decision", decision, "ground", ground == null ? "NONE" : ground));
    }

    private static List<HeldPart> heldParts(List<Part> parts, AnswerForm answer) {
        return answer.objects("holds").stream()
                .map(hold -> new HeldPart(
                        parts.stream()
                                .filter(part -> part.id().equals(hold.get("item")))
                                .findFirst()
                                .orElseThrow(),
                        AnswerForm.oneOf(hold.get("ground"), RefusalReason.class, GROUNDS),
                        answer.day(hold.get("until"), "holds")))
                .toList();
    }

    private static List<Hold> holdsOn(Contact record, List<HeldPart> held) {
        return held.stream()
                .filter(part -> part.part().contact().equals(record.id()))
                .map(part -> new Hold(part.part().item(), part.ground().name(), part.until()))
                .toList();
    }
}
