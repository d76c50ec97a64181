package org.pidesk.complaint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The question that a complaint puts to staff: {@code userTask_lookIntoComplaint} shows {@code title}, {@code help},
 * {@code due}, {@code today}, {@code person: {name, email, mobile, customerNumber}} and {@code complaint: {means, about,
 * words, times, receivedAt, awaitsAnswer}}, and takes {@code {outcome: UPHELD | NOT_UPHELD, note, answer}}, the last one
 * where the person awaits an answer.
 */
@Service
@Transactional
public class ComplaintTasks {
    private static final String LOOK_INTO = "userTask_lookIntoComplaint";
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\r\\t]]");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2000;

    private final MarketingComplaints complaints;
    private final Contacts contacts;
    private final ActivityLog activity;

    ComplaintTasks(MarketingComplaints complaints, Contacts contacts, ActivityLog activity) {
        this.complaints = complaints;
        this.contacts = contacts;
        this.activity = activity;
    }

    /** Whether a task is about a complaint. @param task its activity id */
    public boolean ask(String task) {
        return LOOK_INTO.equals(task);
    }

    /** @param reader who sees whose complaint it is, which is recorded */
    public Map<String, Object> sheet(Reference reference, String reader) {
        var complaint = complaints.get(reference);
        var file = complaints.file(reference);
        activity.record(Fact.of(reference, "COMPLAINT_READ").by(reader));
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("title", "A complaint of our messages");
        sheet.put(
                "help",
                "Somebody complains that we write to them. All marketing to their address has stopped already, and stays"
                        + " stopped whatever you find. Find out where we have the address from and why we wrote, and put"
                        + " right what went wrong.");
        sheet.put("due", complaint.due());
        sheet.put("person", person(complaint, file));
        sheet.put("complaint", said(complaint, file));
        return sheet;
    }

    private Map<String, Object> person(ComplaintCase complaint, ComplaintFile file) {
        var address = file.whose();
        var person = new LinkedHashMap<String, Object>();
        person.put(address instanceof EmailAddress ? "email" : "mobile", address.written());
        contacts.heldAt(complaint.organisation(), address).stream().findFirst().ifPresent(held -> {
            person.put("name", held.name());
            person.put("customerNumber", held.number());
        });
        return person;
    }

    private static Map<String, Object> said(ComplaintCase complaint, ComplaintFile file) {
        var said = new LinkedHashMap<String, Object>();
        said.put("means", complaint.means());
        said.put("about", complaint.about());
        said.put("words", file.words());
        said.put("times", complaint.times());
        said.put("receivedAt", complaint.receivedAt());
        said.put("awaitsAnswer", complaint.awaitsAnswer());
        return said;
    }

    /** What an answer lacks: a sentence for each field that is not as it should be. */
    @Transactional(readOnly = true)
    public Map<String, String> lacks(Reference reference, Map<String, Object> answer) {
        var lacks = new LinkedHashMap<String, String>();
        if (!List.of("UPHELD", "NOT_UPHELD").contains(String.valueOf(answer.get("outcome")))) {
            lacks.put("outcome", "Choose one of the two.");
        }
        demand(lacks, "note", typed(answer, "note"), "Say in a sentence what you found and what was done.");
        if (complaints.get(reference).awaitsAnswer()) {
            demand(lacks, "answer", typed(answer, "answer"), "Write to the person in a sentence what you found.");
        }
        return lacks;
    }

    private static void demand(Map<String, String> lacks, String field, String text, String sentence) {
        if (text.length() < SHORTEST) {
            lacks.put(field, sentence);
        } else if (text.length() > LONGEST) {
            lacks.put(field, "Use " + LONGEST + " characters at most.");
        }
    }

    /** Keeps a complete answer, in the caller's transaction. @param by who answers */
    public void record(Reference reference, Map<String, Object> answer, String by) {
        var words = complaints.get(reference).awaitsAnswer() ? typed(answer, "answer") : "";
        complaints.settle(reference, "UPHELD".equals(answer.get("outcome")), typed(answer, "note"), words, by);
    }

    private static String typed(Map<String, Object> answer, String field) {
        return answer.get(field) instanceof String typed
                ? UNSEEN.matcher(typed).replaceAll(" ").strip()
                : "";
    }
}
