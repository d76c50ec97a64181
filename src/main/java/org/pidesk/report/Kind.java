package org.pidesk.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import org.pidesk.kernel.Day;

/** What the cells of a column are, how people read them, and how a program does. */
enum Kind {
    TEXT(String.class, text -> text, text -> text),
    NUMBER(Long.class, number -> String.format(Locale.ENGLISH, "%,d", number), String::valueOf),
    /** A share: 0.5 is 50 per cent. */
    PERCENT(Double.class, share -> percent(share) + " %", share -> percent(share) + "%"),
    MONTH(YearMonth.class, month -> format("MMMM uuuu").format(month), String::valueOf),
    DATE(LocalDate.class, day -> format("d MMMM uuuu").format(day), String::valueOf),
    MOMENT(
            Instant.class,
            moment -> format("d MMMM uuuu, HH:mm").format(here(moment)),
            moment -> format("uuuu-MM-dd'T'HH:mm:ssxxx").format(here(moment))),
    DURATION(Duration.class, Kind::spoken, Kind::counted);

    private final Class<?> type;
    private final Function<Object, String> words;
    private final Function<Object, String> plain;

    <T> Kind(Class<T> type, Function<T, String> words, Function<T, String> plain) {
        this.type = type;
        this.words = cell -> words.apply(type.cast(cell));
        this.plain = cell -> plain.apply(type.cast(cell));
    }

    boolean takes(Object cell) {
        return cell == null || type.isInstance(cell);
    }

    String words(Object cell) {
        return cell == null ? "" : words.apply(cell);
    }

    String plain(Object cell) {
        return cell == null ? "" : plain.apply(cell);
    }

    /** Whether its cells are numbers of some kind, which are read from the right. */
    public boolean isCounted() {
        return this == NUMBER || this == PERCENT || this == DURATION;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    private static ZonedDateTime here(Instant moment) {
        return moment.atZone(Day.ZONE);
    }

    private static String percent(double share) {
        return String.format(Locale.ENGLISH, "%.1f", share * 100);
    }

    /** As exact as anybody wants to know: days and hours, hours and minutes, or minutes. */
    private static String spoken(Duration time) {
        var rounded = time.compareTo(Duration.ofDays(1)) < 0
                ? time.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES)
                : time.plusMinutes(30).truncatedTo(ChronoUnit.HOURS);
        if (rounded.toDays() > 0) {
            return rounded.toDays() + " d " + rounded.toHoursPart() + " h";
        }
        return rounded.toHours() > 0
                ? rounded.toHours() + " h " + rounded.toMinutesPart() + " min"
                : rounded.toMinutes() + " min";
    }

    /** Hours, minutes and seconds, as a spreadsheet reads a length of time. */
    private static String counted(Duration time) {
        return String.format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
