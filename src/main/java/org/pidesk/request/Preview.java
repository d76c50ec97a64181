package org.pidesk.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.notice.Notices;
import org.pidesk.operator.Operators;
import org.pidesk.operator.ProcessingSystem;
import org.springframework.stereotype.Component;

/** What a de-identification will take away, and what stays: as it stands at this moment, before anything is done. */
@Component
class Preview {
    private final CasePeople people;
    private final RecordParts parts;
    private final Contacts contacts;
    private final Operators operators;
    private final OtherRequests others;
    private final OpenCaseTasks tasks;
    private final Notices notices;

    Preview(
            CasePeople people,
            RecordParts parts,
            Contacts contacts,
            Operators operators,
            OtherRequests others,
            OpenCaseTasks tasks,
            Notices notices) {
        this.people = people;
        this.parts = parts;
        this.contacts = contacts;
        this.operators = operators;
        this.others = others;
        this.tasks = tasks;
        this.notices = notices;
    }

    /** {@code {goes: [{label, value}], stays: [{label, value, because, until, lookedAtAgain}], systems: [name], underWay: {requests, tasks, messages}}}. */
    Map<String, Object> of(Request request) {
        var goes = new ArrayList<Map<String, Object>>();
        var stays = new ArrayList<Map<String, Object>>();
        var records = people.records(request.reference());
        for (var part : parts.of(records)) {
            var hold = holdOn(part);
            if (hold == null) {
                goes.add(part.asMap());
            } else {
                stays.add(held(part, hold));
            }
        }
        if (request.decision() != Decision.ALL_HOLDS) {
            records.forEach(record -> notes(record, goes));
        }
        return Map.of(
                "goes",
                goes,
                "stays",
                stays,
                "systems",
                operators.of(request.organisation()).stream()
                        .map(Preview::named)
                        .toList(),
                "underWay",
                underWay(request));
    }

    private static String named(ProcessingSystem system) {
        return system.name() + (system.isSuspended() ? " (suspended: told when it is taken up again)" : "");
    }

    /** What is still in motion for this person beside the record: in numbers, because each has its own page. */
    private Map<String, Object> underWay(Request request) {
        var open = others.open(request);
        var all = new ArrayList<>(open);
        all.add(request.reference());
        return Map.of("requests", open.size(), "tasks", tasks.count(open), "messages", notices.unsent(all));
    }

    private Hold holdOn(RecordParts.Part part) {
        return contacts.holdsOf(part.contact()).stream()
                .filter(hold -> hold.item().equals(part.item()))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Object> held(RecordParts.Part part, Hold hold) {
        var row = new LinkedHashMap<>(part.asMap());
        row.put("because", RefusalReason.valueOf(hold.ground()).words());
        row.put("until", hold.until());
        row.put("lookedAtAgain", hold.lookedAtAgainOn());
        return row;
    }

    private static void notes(Contact record, List<Map<String, Object>> goes) {
        if (record.notes() != null && !record.notes().isBlank()) {
            goes.add(Map.of("id", "notes", "label", "Notes", "value", record.notes()));
        }
        if (record.source() != null) {
            goes.add(Map.of("id", "source", "label", "Where it came from", "value", record.source()));
        }
    }
}
