package org.pidesk.request;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.contact.NotAValue;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/**
 * The person is held in another system: staff contact them to establish why they looked, and bring our own record up to
 * date, so that the next look-up finds them here.
 */
@Component
class ContactPerson implements StaffQuestion {
    static final String TASK = "userTask_contactPerson";

    private enum Reached {
        REACHED,
        NOT_REACHED
    }

    private enum OurRecord {
        CREATE,
        /** Its first name is its registered name, and it has no surname. */
        CREATE_COMPANY,
        LEAVE
    }

    private final CaseFiles files;
    private final Findings findings;
    private final Contacts contacts;
    private final RemovalsUnderWay removals;
    private final Reception reception;
    private final TaskProof proof;
    private final ActivityLog activity;
    private final Searches searches;

    ContactPerson(
            CaseFiles files,
            Findings findings,
            Contacts contacts,
            RemovalsUnderWay removals,
            Reception reception,
            TaskProof proof,
            ActivityLog activity,
            Searches searches) {
        this.files = files;
        this.findings = findings;
        this.contacts = contacts;
        this.removals = removals;
        this.reception = reception;
        this.proof = proof;
        this.activity = activity;
        this.searches = searches;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Contact the person";
    }

    @Override
    public String help() {
        return "The person was found in another system. Contact them and ask why they looked; then bring our own record"
                + " up to date, so that their next look-up finds it. They get our written answer in any case.";
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var proven = proven(request);
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("address", proven.written());
        sheet.put("isEmail", proven instanceof EmailAddress);
        sheet.put("found", findings.found(request.reference()));
        sheet.put("recordHeld", isHeld(request));
        sheet.put("removalAsked", isRemovalAsked(request, List.of(proven)));
        sheet.put(
                "reasons",
                Arrays.stream(LookUpReason.values())
                        .map(reason -> Map.of("id", reason.name(), "words", reason.words()))
                        .toList());
        return sheet;
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        if (reached(answer) == Reached.REACHED) {
            why(answer);
        }
        answer.text("evidence", "Say in a sentence what the person said, or when and how you tried to reach them.");
        var chosen = ourRecord(answer);
        if (chosen == OurRecord.LEAVE) {
            answer.text("whyNot", "Say in a sentence why no record is made here.");
        } else if (chosen != null) {
            checkRecord(request, chosen, answer);
        }
    }

    private void checkRecord(Request request, OurRecord chosen, AnswerForm answer) {
        var addresses = addresses(answer);
        if (chosen == OurRecord.CREATE_COMPANY) {
            mustBeGiven(answer, "Enter the registered name.");
        } else {
            mustBeGiven(answer, "Enter the first name, or the only one.");
            name(answer, "lastName", Field.SURNAME);
        }
        if (!addresses.contains(proven(request))) {
            answer.complain(
                    proven(request) instanceof EmailAddress ? "email" : "mobile",
                    "The address that the person proved must be in the record: the next look-up is by it.");
        }
        mustBeWanted(request, addresses, answer);
    }

    /** A removal that is under way would pass over a record that is made now, and tell the person that there is none. */
    private void mustBeWanted(Request request, List<Address> addresses, AnswerForm answer) {
        if (isHeld(request)) {
            answer.complain("record", "By now there is a record with this address. Choose to leave it as it is.");
        } else if (isRemovalAsked(request, addresses)) {
            answer.complain("record", "The person has asked to be removed. Choose to make none.");
        }
    }

    private static void mustBeGiven(AnswerForm answer, String sentence) {
        if (name(answer, "firstName", Field.NAME) == null) {
            answer.complain("firstName", sentence);
        }
    }

    /** As the person would have it altered. Null where none was typed, or no name: that is complained of. */
    private static String name(AnswerForm answer, String field, Field kind) {
        var typed = answer.typed(field);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return kind.read(typed);
        } catch (NotAValue unreadable) {
            answer.complain(field, unreadable.getMessage());
            return null;
        }
    }

    private boolean isHeld(Request request) {
        return !contacts.heldAt(request.organisation(), proven(request)).isEmpty();
    }

    private boolean isRemovalAsked(Request request, List<Address> addresses) {
        return !removals.among(request.organisation(), addresses).isEmpty();
    }

    private Address proven(Request request) {
        return files.of(request.reference()).provenAddress();
    }

    private static List<Address> addresses(AnswerForm answer) {
        return Stream.<Address>of(
                        address(answer, "email", EmailAddress::parse), address(answer, "mobile", MobileNumber::parse))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null where none was typed. */
    private static <A extends Address> A address(AnswerForm answer, String field, Function<String, A> parse) {
        var typed = answer.typed(field);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return parse.apply(typed);
        } catch (NotAnAddress unreadable) {
            answer.complain(field, unreadable.getMessage());
            return null;
        }
    }

    private static Reached reached(AnswerForm answer) {
        return answer.choice("outcome", Reached.class, "Choose one of the two.");
    }

    private static LookUpReason why(AnswerForm answer) {
        return answer.choice("why", LookUpReason.class, "Choose what comes nearest to why.");
    }

    /** Null where nothing was chosen: that is complained of. */
    private static OurRecord ourRecord(AnswerForm answer) {
        return answer.choice("record", OurRecord.class, "Choose one of the three.");
    }

    @Override
    public boolean endsThePause(AnswerForm answer) {
        return true;
    }

    @Override
    public void writeNext(Request request, UUID system) {
        searches.answerPerson(request.reference());
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var reached = reached(answer);
        var ourRecord = ourRecord(answer);
        if (ourRecord != OurRecord.LEAVE) {
            // whoever asks for removal now waits here, or has committed and is seen
            reception.aloneAt(request.organisation(), addresses(answer));
            mustBeWanted(request, addresses(answer), answer);
            answer.mustBeComplete();
            create(request, ourRecord, answer, by);
        }
        proof.keep(
                request,
                "contacted",
                answer.text("evidence", "") + (ourRecord == OurRecord.LEAVE ? "\n" + answer.text("whyNot", "") : ""),
                reached == Reached.REACHED ? "PERSON_CONTACTED" : "PERSON_NOT_REACHED",
                by,
                Map.of("why", reached == Reached.REACHED ? why(answer) : "NONE", "record", ourRecord));
    }

    private void create(Request request, OurRecord which, AnswerForm answer, String by) {
        var name = name(answer, "firstName", Field.NAME);
        var record = which == OurRecord.CREATE_COMPANY
                ? Contact.company(request.organisation(), name, source(request))
                : new Contact(request.organisation(), name, name(answer, "lastName", Field.SURNAME), source(request));
        record.neverAskedForConsent();
        var email = address(answer, "email", EmailAddress::parse);
        var mobile = address(answer, "mobile", MobileNumber::parse);
        if (email != null) {
            record.reachedAt(email);
        }
        if (mobile != null) {
            record.reachedAt(mobile);
        }
        contacts.add(record);
        activity.record(Fact.of(request.reference(), "RECORD_CREATED")
                .by(by)
                .about(record.pseudonym().toString()));
    }

    private String source(Request request) {
        return "Found in "
                + String.join(
                        ", ",
                        findings.places(request.reference()).stream()
                                .map(ProcessingSystem::name)
                                .toList());
    }
}
