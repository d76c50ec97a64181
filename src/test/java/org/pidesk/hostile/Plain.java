package org.pidesk.hostile;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.pidesk.WorkingDay;

/** What an honest visitor would put into a field: what the pages offer for it, or something sensible. */
final class Plain {
    private static final Map<String, String> SENSIBLE = Map.ofEntries(
            Map.entry("address", "thandi.nkosi@example.com"),
            Map.entry("email", "somebody@example.com"),
            Map.entry("informationOfficer", "officer@abcmotors.example.com"),
            Map.entry("contactEmail", "desk@example.com"),
            Map.entry("mobile", "082 555 0109"),
            Map.entry("phone", "021 555 0100"),
            Map.entry("contactPhone", "021 555 0100"),
            Map.entry("whatsapp", "081 555 0100"),
            Map.entry("privacyPolicy", "https://example.com/privacy"),
            Map.entry("sites", "privacy.example.com"),
            Map.entry("keyContacts", "Lerato Mokoena, lerato@example.com"),
            Map.entry("pauseHours", "24"),
            Map.entry("evidenceYears", "3"),
            Map.entry("day", WorkingDay.nextYear(LocalDate.now()).toString()),
            Map.entry("contractDate", "2026-01-05"),
            Map.entry("from", "2026-01-01"),
            Map.entry("to", "2026-12-31"),
            Map.entry("until", WorkingDay.nextYear(LocalDate.now()).toString()),
            Map.entry("lodged", "2026-11-01"),
            Map.entry("month", "2026-11"),
            Map.entry("year", "2026"),
            Map.entry("days", "5"),
            Map.entry("version", "0"),
            Map.entry("edition", "1"),
            Map.entry("record", "0"),
            Map.entry("username", "sipho"),
            Map.entry("code", "123456"),
            Map.entry("partial", "true"),
            Map.entry("writer", "page-1"),
            Map.entry("fields", "SURNAME"),
            Map.entry("password", "another horse battery"));

    private static final Set<String> EMPTY = Set.of("remove", "back", "first-name", "name", "surname", "id-number");

    private final Map<String, Set<String>> offered = new HashMap<>();

    /** Learns what a page offers: hidden fields, choices, and what stands in the others already. */
    void learn(String page) {
        String select = null;
        for (var element : Telltale.elements(page)) {
            var value = element.attributes().get("value");
            if (element.name().equals("select")) {
                select = element.attributes().get("name");
            } else if (element.name().equals("option") && value != null && select != null) {
                offer(select, value);
            } else if (element.name().equals("input") && value != null) {
                offer(element.attributes().get("name"), value);
            }
        }
    }

    private void offer(String name, String value) {
        if (name != null && !value.isBlank() && value.length() < 200) {
            offered.computeIfAbsent(name, any -> new HashSet<>()).add(value);
        }
    }

    /** Empty when no page offers any. */
    String offeredFor(String name) {
        return offered.getOrDefault(name, Set.of()).stream().findFirst().orElse("");
    }

    String of(String name, Random random) {
        var choices = List.copyOf(offered.getOrDefault(name, Set.of()));
        if (!choices.isEmpty() && random.nextInt(5) > 0) {
            return choices.get(random.nextInt(choices.size()));
        }
        return SENSIBLE.getOrDefault(name, EMPTY.contains(name) ? "" : "Said on the telephone on Monday.");
    }
}
