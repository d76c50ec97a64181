package org.pidesk.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.request.AlterationRefused.Reason;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/** Several records carry the address: staff find out which of them are the person's. */
@Component
class SayWhoseRecordItIs implements StaffQuestion {
    static final String TASK = "userTask_sayWhoseRecordItIs";

    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final TaskProof proof;
    private final DeIdentifications deIdentifications;
    private final OwnRecord ownRecord;
    private final AlterationLimits limits;

    SayWhoseRecordItIs(
            Trail trail,
            CaseFiles files,
            Contacts contacts,
            TaskProof proof,
            DeIdentifications deIdentifications,
            OwnRecord ownRecord,
            AlterationLimits limits) {
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.proof = proof;
        this.deIdentifications = deIdentifications;
        this.ownRecord = ownRecord;
        this.limits = limits;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Say whose record it is";
    }

    @Override
    public String help() {
        return "Several records carry the address that the person proved. Find out which of them are this person's,"
                + " and tick those. The others are left as they were.";
    }

    @Override
    public boolean endsThePause(AnswerForm answer) {
        return true;
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        return Map.of(
                "removes",
                request.type().removes(),
                "address",
                Address.parse(files.of(request.reference()).proven()).written(),
                "records",
                trail.recordsOf(request.reference()).stream()
                        .map(contacts::get)
                        .map(this::row)
                        .toList());
    }

    private Map<String, Object> row(Contact contact) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", contact.id());
        row.put("number", contact.number());
        row.put("firstName", contact.firstName());
        row.put("lastName", contact.lastName());
        row.put("email", contact.email().map(Address::written).orElse(null));
        row.put("mobile", contact.mobile().map(Address::written).orElse(null));
        row.put("leads", contacts.leadsOf(contact.id()).size());
        return row;
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        answer.text("evidence", "Say in a sentence how you know whose record it is.");
        var known = trail.recordsOf(request.reference()).stream()
                .map(UUID::toString)
                .toList();
        if (!known.containsAll(answer.texts("records"))) {
            answer.complain("records", "Tick records of this list only.");
        } else {
            mustBeAlterableNow(request, answer);
        }
    }

    /** What could be checked when it was taken in was the address alone: other cases of the record are known only now. */
    private void mustBeAlterableNow(Request request, AnswerForm answer) {
        if (request.type() != RequestType.ALTERATION) {
            return;
        }
        var consentsOnly = ownRecord.alteration(request).asked().isOnlyAboutConsent();
        ids(answer).stream()
                .flatMap(record -> limits.against(record, consentsOnly, request.reference()).stream())
                .findFirst()
                .ifPresent(reason -> answer.complain("records", sentence(reason)));
    }

    private static List<UUID> ids(AnswerForm answer) {
        return answer.texts("records").stream().map(UUID::fromString).toList();
    }

    private static String sentence(Reason reason) {
        return switch (reason) {
            case TOO_SOON ->
                "A record that you ticked was altered less than 24 hours ago, and the next change waits for a"
                        + " day. Answer again after that.";
            case ALTERATION_IS_OPEN ->
                "Another alteration of a record that you ticked is open. Answer again when that is" + " closed.";
            case REMOVAL_IS_OPEN ->
                "A request for the removal of a record that you ticked is being carried out. Answer again when that is"
                        + " closed.";
            default -> throw new IllegalStateException("not because of another case");
        };
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var chosen = answer.texts("records");
        if (request.type().removes()) {
            deIdentifications.aloneWithRecordsOf(request.reference());
        }
        // whoever says so of another case waits here for this one
        trail.recordsOf(request.reference()).forEach(contacts::lock);
        mustBeAlterableNow(request, answer);
        answer.mustBeComplete();
        for (var record : trail.recordsOf(request.reference())) {
            if (!chosen.contains(record.toString())) {
                release(request, record);
            }
        }
        request.attribute();
        if (chosen.size() == 1) {
            request.namedLike(contacts.get(UUID.fromString(chosen.get(0))).pseudonym());
        }
        proof.keep(
                request,
                "whose-record",
                answer.text("evidence", ""),
                "RECORD_ATTRIBUTED",
                by,
                Map.of("records", chosen.size()));
        if (request.type().removes()) {
            deIdentifications.warnOtherAddresses(request.reference());
        }
    }

    private void release(Request request, UUID record) {
        contacts.settle(record, request.reference());
        if (request.type().removes()) {
            deIdentifications.letGo(request.reference(), record);
        } else {
            trail.isNotAbout(request.reference(), record);
        }
    }

    /** Whose records they are, by name; for the forms of the other tasks. */
    static String names(List<CaseFile.Person> people) {
        return String.join(
                ", ",
                people.stream()
                        .map(CaseFile.Person::name)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }
}
