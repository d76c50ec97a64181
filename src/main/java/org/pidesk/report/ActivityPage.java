package org.pidesk.report;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.activity.Fact;
import org.pidesk.activity.FiledFacts.Place;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.report.ActivityReports.Question;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Component;

/** Reads the form of the Activity report. */
@Component
class ActivityPage {
    /** What is shown to who asks for nothing in particular. */
    private static final int LATELY = 7;

    /** As the log has those who do something. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Deeds deeds;
    private final ComplianceReaders readers;
    private final ActivityReports reports;
    private final ActivityLines lines;
    private final Clock clock;

    ActivityPage(Deeds deeds, ComplianceReaders readers, ActivityReports reports, ActivityLines lines, Clock clock) {
        this.deeds = deeds;
        this.readers = readers;
        this.reports = reports;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * The form as it came: what was typed stands there again.
     *
     * @param order {@code oldest}; anything else is the newest first
     * @param after where the page before ended; null for the first one
     */
    record Typed(String from, String to, String kind, String user, String order, String after) {
        private static String orNothing(String typed) {
            return typed == null ? "" : typed;
        }

        Typed {
            kind = orNothing(kind);
            user = orNothing(user);
            order = orNothing(order);
        }

        public boolean oldestFirst() {
            return order.equals("oldest");
        }
    }

    /** Who comes without a question sees the last days. */
    Typed orLately(Typed typed) {
        if (typed.from() != null || typed.to() != null) {
            return new Typed(
                    Typed.orNothing(typed.from()),
                    Typed.orNothing(typed.to()),
                    typed.kind(),
                    typed.user(),
                    typed.order(),
                    typed.after());
        }
        var today = today();
        return new Typed(
                today.minusDays(LATELY - 1L).toString(),
                today.toString(),
                typed.kind(),
                typed.user(),
                typed.order(),
                typed.after());
    }

    private LocalDate today() {
        return Deadlines.dayOf(clock.instant());
    }

    /** What was asked; empty when the form says what is wrong. */
    Optional<Question> read(OrganisationId organisation, Typed typed, ActivityForm form) {
        var from = form.day("from", typed.from());
        var to = form.day("to", typed.to());
        form.mustFollow(from, to);
        var kind = typed.kind().isBlank() ? null : typed.kind();
        if (kind != null && !deeds.know(kind)) {
            form.refuse("kind", "There is no activity “" + kind + "”. Choose one from the list.");
        }
        if (!form.isUsable()) {
            return Optional.empty();
        }
        var actor = typed.user().isBlank() ? null : typed.user();
        var question = new Question(from, to, kind, actor, typed.oldestFirst());
        // who works there no more, or nowhere but administers, is found by what they did
        if (actor != null
                && !users(organisation).containsKey(actor)
                && !(USER.matcher(actor).matches()
                        && reports.isAnything(organisation, new Question(from, to, null, actor, false)))) {
            form.refuse("user", "No “" + actor + "” did anything in these days. Choose somebody from the list.");
            return Optional.empty();
        }
        return Optional.of(question);
    }

    /** With somebody who did something there, though they work there no more. */
    Map<String, String> usersAnd(String accepted, OrganisationId organisation) {
        return usersAnd(accepted, lines.name(accepted), organisation);
    }

    /** With what was typed, which may be anybody: how they are called, and whether there are such, is not for this reader. */
    Map<String, String> usersAndTyped(String user, OrganisationId organisation) {
        return usersAnd(user, user, organisation);
    }

    private Map<String, String> usersAnd(String user, String name, OrganisationId organisation) {
        var users = users(organisation);
        if (!user.isBlank()) {
            users.putIfAbsent(user, name);
        }
        return users;
    }

    private Map<String, String> users(OrganisationId organisation) {
        var users = new LinkedHashMap<String, String>();
        readers.colleagues(organisation).forEach(member -> users.put(member.username(), member.name()));
        users.put(Fact.PERSON, "The person whose information it is");
        users.put(Fact.SYSTEM, "pi-desk itself");
        return users;
    }

    /** A mark that is none begins anew. */
    static Place place(String mark) {
        try {
            var parts = mark.split("_", 3);
            return new Place(
                    Instant.EPOCH
                            .plusSeconds(Long.parseLong(parts[0]) / 1_000_000)
                            .plusNanos(Long.parseLong(parts[0]) % 1_000_000 * 1_000),
                    new Reference(parts[1]),
                    Integer.parseInt(parts[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException noMark) {
            return null;
        }
    }

    static String mark(Place place) {
        var micros = place.at().getEpochSecond() * 1_000_000 + place.at().getNano() / 1_000;
        return micros + "_" + place.reference() + "_" + place.number();
    }
}
