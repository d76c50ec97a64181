package org.pidesk.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A field of an entry, as its form asks for it.
 *
 * @param input {@code text}, {@code email}, {@code tel}, {@code url}, {@code number}, {@code date}, {@code sentences} or
 *     {@code choice}
 * @param needed whether it may not be left out
 */
record EntryField(String name, String label, String hint, String input, boolean needed, Map<String, String> choices) {
    /** Fields that belong together, under one heading. */
    record Group(String title, List<EntryField> fields) {}

    static EntryField needed(String name, String label, String hint, String input) {
        return new EntryField(name, label, hint, input, true, Map.of());
    }

    static EntryField optional(String name, String label, String hint, String input) {
        return new EntryField(name, label, hint, input, false, Map.of());
    }

    static EntryField choice(String name, String label, String hint, Map<String, String> choices) {
        return new EntryField(name, label, hint, "choice", true, choices);
    }

    /** What was written there, as a person reads it; a template calls it. */
    public String said(String written, StaffWords words) {
        if (written == null || written.isBlank()) {
            return "–";
        }
        return switch (input) {
            case "choice" -> choices.getOrDefault(written, written);
            case "date" -> words.day(LocalDate.parse(written));
            default -> written;
        };
    }
}
