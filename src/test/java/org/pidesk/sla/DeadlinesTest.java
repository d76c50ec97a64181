package org.pidesk.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thirty calendar days, as the amended regulation 3 and the Interpretation Act count them. */
class DeadlinesTest {
    private final Deadlines deadlines = withDeclared();

    @ParameterizedTest
    @CsvSource({
        "2026-11-16, 2026-12-17, Day of Reconciliation",
        "2026-11-25, 2026-12-28, Christmas Day",
        "2027-02-19, 2027-03-23, Human Rights Day falls on the Sunday",
        "2027-02-24, 2027-03-27, Good Friday",
        "2026-07-10, 2026-08-11, National Women’s Day",
        "2027-11-26, 2027-12-28, Day of Goodwill",
        "2028-11-25, 2028-12-27, Christmas Day",
        "2026-03-06, 2026-04-07, Family Day"
    })
    void movesPastSundaysAndHolidays(LocalDate received, LocalDate due, String because) {
        var deadline = deadlines.answerTo(received);

        assertThat(deadline.date()).isEqualTo(due);
        assertThat(deadline.because()).anyMatch(step -> step.contains(because));
    }

    @Test
    void letsASaturdayStand() {
        var deadline = deadlines.answerTo(LocalDate.parse("2026-11-19"));

        assertThat(deadline.date()).isEqualTo("2026-12-19");
        assertThat(deadline.because()).contains("A Saturday does count.");
    }

    @Test
    void saysTheArithmeticLineByLine() {
        assertThat(deadlines.answerTo(LocalDate.parse("2026-03-06")).because())
                .containsExactly(
                        "Received on Friday 6 March 2026; that day is not counted.",
                        "30 calendar days end on Sunday 5 April 2026.",
                        "A Sunday does not count as the last day (Interpretation Act, section 4).",
                        "Monday 6 April 2026 is Family Day, and a public holiday does not count as the last day"
                                + " (Interpretation Act, section 4).",
                        "So the last day is Tuesday 7 April 2026.");
    }

    @Test
    void countsHolidaysInBetween() {
        assertThat(deadlines.answerTo(LocalDate.parse("2026-12-01")).date()).isEqualTo("2026-12-31");
    }

    @Test
    void addsAnExtensionToThePeriodAndNotToTheLastDay() {
        var extended = deadlines.extendedAnswerTo(LocalDate.parse("2026-03-06"), 30);

        assertThat(extended.date()).isEqualTo("2026-05-05");
        assertThat(extended.because()).anyMatch(line -> line.startsWith("30 calendar days, extended by 30: 60 days"));
    }

    @Test
    void movesPastADayThatThePresidentDeclared() {
        var declared = withDeclared(new Holiday(LocalDate.parse("2026-12-31"), "Election Day", true, "54321"));

        var deadline = declared.answerTo(LocalDate.parse("2026-12-01"));

        assertThat(deadline.date()).isEqualTo("2027-01-02");
        assertThat(deadline.because()).anyMatch(line -> line.contains("Election Day (Government Gazette 54321)"));
    }

    @Test
    void countsWorkingDaysFromMondayToFriday() {
        assertThat(deadlines.workingDaysAfter(LocalDate.parse("2026-12-11"), 5)).isEqualTo("2026-12-21");
    }

    @Test
    void countsNoDayOnWhichTheWorkRests() {
        var friday = LocalDate.parse("2026-12-11");

        assertThat(deadlines.workingDaysAfter(friday, 5, day -> day.getDayOfMonth() < 16))
                .isEqualTo("2026-12-23");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-19, 2026-12-18", "2026-12-17, 2026-12-17", "2026-12-16, 2026-12-15", "2027-03-27, 2027-03-25"})
    void meansToBeReadyOnTheLastWorkingDay(LocalDate due, LocalDate target) {
        assertThat(deadlines.workingDayUntil(due)).isEqualTo(target);
    }

    @Test
    void takesTheDayOfAReceiptFromSouthAfrica() {
        assertThat(Deadlines.dayOf(Instant.parse("2026-03-05T22:30:00Z"))).isEqualTo("2026-03-06");
    }

    @ParameterizedTest
    @CsvSource({"2026, 2026-04-05", "2027, 2027-03-28", "2028, 2028-04-16", "2029, 2029-04-01", "2038, 2038-04-25"})
    void knowsEaster(int year, LocalDate easter) {
        assertThat(PublicHolidays.easterSunday(year)).isEqualTo(easter);
    }

    @Test
    void observesASundaysHolidayOnMondayAndASaturdaysNever() {
        var holidays = new PublicHolidays(Map.of());

        assertThat(holidays.on(LocalDate.parse("2026-08-10")))
                .hasValueSatisfying(day -> assertThat(day.name()).contains("National Women’s Day"));
        assertThat(holidays.on(LocalDate.parse("2027-05-01"))).isPresent();
        assertThat(holidays.on(LocalDate.parse("2027-05-03"))).isEmpty();
    }

    @Test
    void makesNoTuesdayOfAChristmasOnSunday() {
        assertThat(new PublicHolidays(Map.of()).on(LocalDate.parse("2033-12-27")))
                .isEmpty();
    }

    @Test
    void knowsTheTwelveOfTheFirstSchedule() {
        assertThat(PublicHolidays.byLaw(2028).values())
                .extracting(Holiday::name)
                .filteredOn(name -> !name.contains("because"))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    private static Deadlines withDeclared(Holiday... days) {
        var declared = new HashMap<LocalDate, Holiday>();
        for (var day : days) {
            declared.put(day.day(), day);
        }
        return new Deadlines(() -> new PublicHolidays(declared));
    }
}
