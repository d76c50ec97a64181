package org.pidesk.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thirty calendar days, as the amended regulation 3 and the Interpretation Act count them. */
class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines(new Holidays(Map.of()));

    @ParameterizedTest
    @CsvSource({
        "2026-11-16, 2026-12-17, Day of Reconciliation",
        "2026-11-25, 2026-12-28, Christmas Day",
        "2027-02-19, 2027-03-23, Human Rights Day (observed)",
        "2027-02-24, 2027-03-27, Good Friday",
        "2026-07-10, 2026-08-11, National Women's Day",
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
        assertThat(deadlines.answerTo(LocalDate.parse("2026-11-19")).date()).isEqualTo("2026-12-19");
    }

    @Test
    void countsHolidaysInBetween() {
        assertThat(deadlines.answerTo(LocalDate.parse("2026-12-01")).date()).isEqualTo("2026-12-31");
    }

    @Test
    void movesPastADayThatThePresidentDeclared() {
        var declared = new Deadlines(new Holidays(Map.of(LocalDate.parse("2026-12-31"), "Declared day")));

        assertThat(declared.answerTo(LocalDate.parse("2026-12-01")).date()).isEqualTo("2027-01-02");
    }

    @Test
    void countsWorkingDaysFromMondayToFriday() {
        assertThat(deadlines.workingDaysAfter(LocalDate.parse("2026-12-11"), 5)).isEqualTo("2026-12-21");
    }

    @ParameterizedTest
    @CsvSource({"2026, 2026-04-05", "2027, 2027-03-28", "2028, 2028-04-16", "2029, 2029-04-01", "2038, 2038-04-25"})
    void knowsEaster(int year, LocalDate easter) {
        assertThat(Holidays.easterSunday(year)).isEqualTo(easter);
    }

    @Test
    void observesASundaysHolidayOnMondayAndASaturdaysNever() {
        var holidays = new Holidays(Map.of());

        assertThat(holidays.on(LocalDate.parse("2026-08-10"))).contains("National Women's Day (observed)");
        assertThat(holidays.on(LocalDate.parse("2027-05-01"))).contains("Workers' Day");
        assertThat(holidays.on(LocalDate.parse("2027-05-03"))).isEmpty();
    }

    @Test
    void makesNoTuesdayOfAChristmasOnSunday() {
        assertThat(new Holidays(Map.of()).on(LocalDate.parse("2033-12-27"))).isEmpty();
    }
}
