package org.pidesk.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Day;
import org.pidesk.operator.Operators;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.request.PauseReason;
import org.pidesk.request.RequestType;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.stereotype.Component;

/** Says codes, times and user names as staff read them. */
@Component
class StaffWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(Day.ZONE);
    private static final Map<String, String> OUTCOMES = Map.of(
            "FOUND", "Found there",
            "NOT_FOUND", "Not found there",
            "KEPT", "Kept, restricted",
            "PARTLY", "Done in part",
            "UNANSWERED", "Never answered");
    private static final Map<String, String> DECISIONS = Map.of(
            "NOTHING_HOLDS", "Nothing must stay",
            "PART_HOLDS", "A part must stay",
            "ALL_HOLDS", "Everything must stay");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT_WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*Z");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+");

    private final StaffMembers staff;
    private final Operators operators;
    private final Clock clock;

    StaffWords(StaffMembers staff, Operators operators, Clock clock) {
        this.staff = staff;
        this.operators = operators;
        this.clock = clock;
    }

    public String day(LocalDate date) {
        return DAY.format(date);
    }

    public String weekday(LocalDate date) {
        return WEEKDAY.format(date);
    }

    public String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** The last day that is over by then: what is late from Friday's first moment on is due on Thursday. */
    public String lastDayBefore(Instant late) {
        return DAY.format(late.minusNanos(1).atZone(Day.ZONE));
    }

    public String left(LocalDate due) {
        var days = ChronoUnit.DAYS.between(LocalDate.now(clock.withZone(Day.ZONE)), due);
        return days < 0 ? "overdue" : days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + days + " days";
    }

    public boolean late(LocalDate due) {
        return ChronoUnit.DAYS.between(LocalDate.now(clock.withZone(Day.ZONE)), due) < 3;
    }

    public String who(String actor) {
        return switch (actor) {
            case Fact.PERSON -> "the person";
            case Fact.SYSTEM -> "pi-desk";
            default -> staff.find(actor).map(StaffMember::name).orElse(actor);
        };
    }

    public String role(Role role) {
        return switch (role) {
            case DEALERSHIP_STAFF -> "Staff";
            case COMPLIANCE_MANAGER -> "Compliance manager";
            case ADMINISTRATOR -> "Administrator";
        };
    }

    /** What a system answered. @param removes whether it was told to de-identify; otherwise only to stop marketing */
    public String outcome(RequestType type, boolean removes, Object code) {
        if (code == null) {
            return "No answer yet";
        }
        return switch (String.valueOf(code)) {
            case "DONE" -> !type.removes() ? "Done" : removes ? "De-identified" : "Marketing stopped";
            case "CANNOT" -> !type.removes() || !removes ? "Cannot be done" : "Cannot be de-identified";
            default -> OUTCOMES.getOrDefault(String.valueOf(code), plain(code));
        };
    }

    /** What was done from which on nothing can be cancelled. @param removes whether something is, or was, to be removed */
    public String begun(RequestType type, boolean removes) {
        return switch (type) {
            case LOOK_UP -> "Answered";
            case ALTERATION -> "Our own record was settled";
            case WITHDRAWAL, DE_IDENTIFICATION ->
                removes ? "De-identification began" : "Systems told to stop marketing";
        };
    }

    /** What a case waits for, as staff say it. */
    public String waitsFor(PauseReason reason) {
        return switch (reason) {
            case CLARIFICATION -> "the person to say more clearly what they ask for";
            case PROOF -> "proof of identity, or of authority to act for somebody else";
        };
    }

    public String decision(Object code) {
        return DECISIONS.getOrDefault(String.valueOf(code), plain(code));
    }

    /** With a capital letter. */
    public String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** {@code RECORD_RESTRICTED}: Record restricted. */
    public String plain(Object code) {
        var text = String.valueOf(code)
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace("de identif", "de-identif")
                .replace("look up", "look-up");
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** A day, a moment, a system or a code, as a person says it. */
    String value(String written) {
        if (DATE.matcher(written).matches()) {
            return day(LocalDate.parse(written));
        }
        if (MOMENT_WRITTEN.matcher(written).matches()) {
            return moment(Instant.parse(written));
        }
        if (ID.matcher(written).matches()) {
            return operators
                    .find(UUID.fromString(written))
                    .map(ProcessingSystem::name)
                    .orElse("no longer registered");
        }
        return Stream.of(written.split(","))
                .map(one -> CODE.matcher(one).matches() ? plain(one).toLowerCase(Locale.ROOT) : one)
                .collect(Collectors.joining(", "));
    }

    /** What a fact says beside its kind. */
    public String detail(Map<String, String> detail) {
        return new FactDetails(this).say(detail);
    }
}
