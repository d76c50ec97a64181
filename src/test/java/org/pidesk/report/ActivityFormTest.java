package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityFormTest {
    private final ActivityForm form = new ActivityForm();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Say from which day on.",
                "'  '|Say from which day on.",
                "2026-02-29|There is no such day.",
                "2026-13-01|There is no such day.",
                "1 March|There is no such day.",
                "99999-01-01|There is no such day.",
                "9999-01-01|Choose a year between 2000 and 2100.",
                "0026-01-01|Choose a year between 2000 and 2100."
            })
    void saysWhatIsWrongWithADay(String typed, String why) {
        form.day("from", typed);

        assertThat(form.isUsable()).isFalse();
        assertThat(form.wrong().get("from")).startsWith(why);
    }

    @Test
    void takesTheLeapDayOfALeapYear() {
        assertThat(form.day("from", " 2028-02-29 ")).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(form.isUsable()).isTrue();
    }

    @Test
    void takesAYearAndNotADayMore() {
        var first = LocalDate.of(2026, 1, 1);

        form.mustFollow(first, first.plusDays(365));
        assertThat(form.isUsable()).isTrue();
        form.mustFollow(first, first.plusDays(366));
        assertThat(form.wrong().get("to")).isEqualTo("That is more than a year. Ask for 366 days at most.");
    }

    @Test
    void takesOneDayAndNoneBeforeIt() {
        var day = LocalDate.of(2026, 3, 1);

        form.mustFollow(day, day);
        assertThat(form.isUsable()).isTrue();
        form.mustFollow(day, day.minusDays(1));
        assertThat(form.wrong().get("to")).isEqualTo("The last day is before the first one.");
    }

    @ParameterizedTest
    @CsvSource({"''", "2026", "2026-13", "99999-01", "1999-12", "2101-01"})
    void refusesWhatIsNoMonthOfOurTime(String typed) {
        form.month(typed);

        assertThat(form.wrong()).containsKey("month");
    }
}
