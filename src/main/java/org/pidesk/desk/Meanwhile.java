package org.pidesk.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.operator.Change;

/** Brings together what was typed and what somebody else changed in the same entry meanwhile. */
final class Meanwhile {
    private final Map<String, String> together;
    private final Map<String, String> notes = new HashMap<>();

    Meanwhile(Map<String, String> typed, List<Change> changes, StaffWords words) {
        together = new HashMap<>(typed);
        changes.stream().map(Change::field).distinct().forEach(field -> {
            var ofIt = changes.stream()
                    .filter(change -> change.field().equals(field))
                    .toList();
            take(ofIt.get(0), ofIt.get(ofIt.size() - 1), words);
        });
    }

    /** What one of them left alone becomes what the other wrote; what both wrote stays as typed, with a note. */
    private void take(Change first, Change last, StaffWords words) {
        var field = last.field();
        var who = words.who(last.by());
        if (!together.containsKey(field)) {
            return;
        }
        if (same(together.get(field), first.before())) {
            together.put(field, last.after());
            notes.put(field, who + " changed this meanwhile; you had left it alone.");
        } else if (!same(together.get(field), last.after())) {
            notes.put(field, who + " wrote here meanwhile: " + SystemFields.said(field, last.after(), words));
        }
    }

    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** Browsers send their own ends of lines. */
    private static String plain(String text) {
        return text == null ? "" : text.replace("\r", "").strip();
    }

    Map<String, String> together() {
        return together;
    }

    Map<String, String> notes() {
        return notes;
    }
}
