package org.pidesk.desk;

import static org.pidesk.desk.EntryField.choice;
import static org.pidesk.desk.EntryField.needed;
import static org.pidesk.desk.EntryField.optional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pidesk.desk.EntryField.Group;
import org.pidesk.operator.Change;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.operator.TransferGround;

/** The fields of an entry in the register, as its form asks for them. */
final class SystemFields {
    static final List<Group> GROUPS = List.of(
            new Group(
                    "The system",
                    List.of(
                            choice("kind", "What it is", null, kinds()),
                            needed("name", "Name", "As staff call it; it stands in the names of their tasks.", "text"),
                            needed("holds", "What it holds about a person", null, "sentences"),
                            needed(
                                    "purpose",
                                    "For which purpose",
                                    "Such as newsletters, or what the law wants kept.",
                                    "sentences"))),
            new Group(
                    "Contract",
                    List.of(
                            optional(
                                    "contract",
                                    "Reference of the contract",
                                    "An operator works under a written contract (section 21(1)). Leave it empty only"
                                            + " while there is none.",
                                    "text"),
                            optional("contractDate", "Date of the contract", null, "date"))),
            new Group(
                    "Contact",
                    List.of(
                            needed("contactName", "Whom to ask there", "A person or a desk.", "text"),
                            optional("contactEmail", "Email", "An email address, a phone number, or both.", "email"),
                            optional("contactPhone", "Phone", null, "tel"),
                            needed(
                                    "breachContact",
                                    "Whom to reach about a breach of security",
                                    "Day and night (section 21(2)).",
                                    "text"))),
            new Group(
                    "Where the information is kept",
                    List.of(
                            needed("region", "Place or country", null, "text"),
                            choice(
                                    "transferGround",
                                    "Does it leave South Africa?",
                                    "If it does, one of the grounds of section 72 must allow it.",
                                    grounds()))),
            new Group(
                    "What staff do there",
                    List.of(
                            needed("lookUp", "To look somebody up", null, "sentences"),
                            needed("change", "To change what it holds", null, "sentences"),
                            needed("deIdentify", "To de-identify somebody", null, "sentences"))));

    private SystemFields() {}

    private static Stream<EntryField> all() {
        return GROUPS.stream().map(Group::fields).flatMap(List::stream);
    }

    /** What a field is called on the form. */
    static String label(String name) {
        return switch (name) {
            case Change.ADDED -> "Added to the register";
            case Change.SUSPENDED -> "Suspended";
            case Change.REMOVED -> "Removed from the register";
            default ->
                all().filter(field -> field.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .label();
        };
    }

    /** What was written there, as a person reads it. */
    static String said(String name, String written, StaffWords words) {
        if (written == null || written.isBlank()) {
            return "–";
        }
        return all().filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> field.said(written, words))
                .orElse(written);
    }

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put(ProcessingSystem.Kind.DMS.name(), "Our own dealer management system");
        kinds.put(ProcessingSystem.Kind.OPERATOR.name(), "An operator that works for us");
        return kinds;
    }

    private static Map<String, String> grounds() {
        var grounds = new LinkedHashMap<String, String>();
        Stream.of(TransferGround.values()).forEach(ground -> grounds.put(ground.name(), ground.words()));
        return grounds;
    }
}
