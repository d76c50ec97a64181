package org.pidesk.complaint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.LatestMessages;
import org.pidesk.notice.Letter;
import org.pidesk.notice.Letters;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.AskedTask;
import org.pidesk.task.TaskQuestions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The question that a complaint puts to staff: {@code userTask_lookIntoComplaint} shows {@code title}, {@code help},
 * {@code due}, {@code today}, {@code person: {name, email, mobile, customerNumber}}, where several records share the
 * address with {@code records} in the place of one name and number, and {@code complaint: {means, about, words, times,
 * kept, receivedAt, awaitsAnswer}}, and takes {@code {outcome: UPHELD | NOT_UPHELD, note, answer}}, the last one
 * where the person awaits an answer. What was written to the address of late is in {@code messages: [{at, what, about}]}.
 */
@Service
@Transactional
public class ComplaintTasks implements TaskQuestions {
    private static final String LOOK_INTO = "userTask_lookIntoComplaint";

    private final MarketingComplaints complaints;
    private final Contacts contacts;
    private final LatestMessages messages;
    private final Letters letters;

    ComplaintTasks(MarketingComplaints complaints, Contacts contacts, LatestMessages messages, Letters letters) {
        this.complaints = complaints;
        this.contacts = contacts;
        this.messages = messages;
        this.letters = letters;
    }

    @Override
    public boolean ask(String task) {
        return LOOK_INTO.equals(task);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> sheet(AskedTask task, String reader) {
        var complaint = complaints.get(task.reference());
        var file = complaints.file(task.reference());
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
        sheet.put("messages", messages.to(complaint.organisation(), file.whose()));
        return sheet;
    }

    private Map<String, Object> person(ComplaintCase complaint, ComplaintFile file) {
        var address = file.whose();
        var person = new LinkedHashMap<String, Object>();
        person.put(address instanceof EmailAddress ? "email" : "mobile", address.written());
        var held = contacts.heldAt(complaint.organisation(), address);
        if (held.size() == 1) {
            person.put("name", held.get(0).name());
            person.put("customerNumber", held.get(0).number());
        } else if (held.size() > 1) {
            // whose of them it is nobody has said
            person.put("records", held.stream().map(ComplaintTasks::named).toList());
        }
        return person;
    }

    private static String named(Contact held) {
        return held.name() + " (" + held.number() + ")";
    }

    private static Map<String, Object> said(ComplaintCase complaint, ComplaintFile file) {
        var said = new LinkedHashMap<String, Object>();
        said.put("means", complaint.means());
        said.put("about", complaint.about());
        said.put("words", file.words());
        said.put("times", complaint.times());
        said.put("kept", complaint.kept());
        said.put("receivedAt", complaint.receivedAt());
        said.put("awaitsAnswer", complaint.awaitsAnswer());
        return said;
    }

    @Override
    @Transactional(readOnly = true)
    public void check(AskedTask task, Map<String, Object> answer, String by) {
        said(task.reference(), answer);
    }

    @Override
    public void record(AskedTask task, Map<String, Object> answer, String by) {
        var said = said(task.reference(), answer);
        complaints.settle(task.reference(), said.outcome == Outcome.UPHELD, said.note, said.answer, by);
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public List<Map<String, Object>> letters(AskedTask task, Map<String, Object> answer, String by) {
        return letters
                .of(() -> {
                    record(task, answer, by);
                    if (complaints.get(task.reference()).awaitsAnswer()) {
                        complaints.answer(task.reference());
                    }
                })
                .stream()
                .map(Letter::asMap)
                .toList();
    }

    private Said said(Reference reference, Map<String, Object> answer) {
        var form = new AnswerForm(answer);
        var said = new Said(
                form.choice("outcome", Outcome.class, "Choose one of the two."),
                form.text("note", "Say in a sentence what you found and what was done."),
                complaints.get(reference).awaitsAnswer()
                        ? form.text("answer", "Write to the person in a sentence what you found.")
                        : "");
        form.mustBeComplete();
        return said;
    }

    private enum Outcome {
        UPHELD,
        NOT_UPHELD
    }

    /** @param answer to the person; empty where nobody awaits one */
    private record Said(Outcome outcome, String note, String answer) {}
}
