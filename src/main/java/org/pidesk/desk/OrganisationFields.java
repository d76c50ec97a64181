package org.pidesk.desk;

import static org.pidesk.desk.EntryField.choice;
import static org.pidesk.desk.EntryField.needed;
import static org.pidesk.desk.EntryField.optional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pidesk.desk.EntryField.Group;

/** The fields of an organisation, as its form asks for them. */
final class OrganisationFields {
    /** Asked once: it stands in addresses of pages, and in cases. */
    private static final EntryField ID = needed(
            "id",
            "Short name",
            "Small letters, digits and hyphens, like abc-motors. People see it in the address of their page. It cannot be"
                    + " changed later.",
            "text");

    static final List<Group> TO_CHANGE = List.of(
            new Group(
                    "What people see",
                    List.of(
                            needed("name", "Name", null, "text"),
                            needed("physicalAddress", "Physical address", "On one line.", "text"),
                            needed(
                                    "email",
                                    "Email",
                                    "Where people write to; what we send them is answered to it.",
                                    "email"),
                            needed("phone", "Phone", null, "tel"),
                            optional("whatsapp", "WhatsApp", null, "tel"),
                            optional("privacyPolicy", "Link to the privacy policy", "Begins with https://.", "url"))),
            new Group(
                    "Who is told",
                    List.of(
                            needed(
                                    "informationOfficer",
                                    "Email of the information officer",
                                    "Answers to the Regulator (section 55), and is told what nobody else has dealt"
                                            + " with.",
                                    "email"),
                            optional(
                                    "keyContacts",
                                    "Key contacts",
                                    "Are told what was done for people. One on each line: the name, a comma, the email"
                                            + " address.",
                                    "sentences"),
                            choice(
                                    "factsInMails",
                                    "May mails to staff carry names and numbers?",
                                    "Never in the subject.",
                                    factsInMails()))),
            new Group(
                    "How it works",
                    List.of(
                            optional(
                                    "sites",
                                    "Host names of its own",
                                    "One on each line, like privacy.example.com. There its page is at /pi; everywhere"
                                            + " it is at its short name and /pi.",
                                    "sentences"),
                            needed(
                                    "pauseHours",
                                    "Hours in which a person can undo",
                                    "Before something is done that cannot be undone: 24 to 168.",
                                    "number"),
                            needed(
                                    "evidenceYears",
                                    "Years for which evidence is kept",
                                    "After a case is closed: 1 to 10.",
                                    "number"))));

    static final List<Group> NEW =
            List.of(new Group("In addresses", List.of(ID)), TO_CHANGE.get(0), TO_CHANGE.get(1), TO_CHANGE.get(2));

    /** What most will want. */
    static final Map<String, String> AT_FIRST = Map.of("pauseHours", "24", "evidenceYears", "3", "factsInMails", "NO");

    private OrganisationFields() {}

    /** Beside each field of what stands now: what somebody typed who had read something else. */
    static Map<String, String> instead(Map<String, String> typed, Map<String, String> now, StaffWords words) {
        return TO_CHANGE.stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> !Meanwhile.same(typed.get(field.name()), now.get(field.name())))
                .collect(Collectors.toMap(
                        EntryField::name, field -> "You had here: " + field.said(typed.get(field.name()), words)));
    }

    private static Map<String, String> factsInMails() {
        var choices = new LinkedHashMap<String, String>();
        choices.put("NO", "No: a reference and a link");
        choices.put("YES", "Yes");
        return choices;
    }
}
