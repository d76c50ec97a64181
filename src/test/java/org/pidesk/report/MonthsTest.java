package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthsTest {
    @Test
    void readsWhatAFormSends() {
        var months = Months.read("2025-12", " 2026-02 ");

        assertThat(months.each()).containsExactly(YearMonth.of(2025, 12), YearMonth.of(2026, 1), YearMonth.of(2026, 2));
        assertThat(months.words()).isEqualTo("December 2025 to February 2026");
        assertThat(months.code()).isEqualTo("2025-12-to-2026-02");
        assertThat(Months.read("2026-02", "2026-02").code()).isEqualTo("2026-02");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-13, 2026-12, like 2026-11",
        "'', 2026-12, like 2026-11",
        "2026-01, ${7*7}, like 2026-11",
        "2026-02, 2026-01, after",
        "2020-01, 2023-01, 36 months",
        "2000-01, 2100-12, 36 months",
        "0001-01, 9999-12, between 2000 and 2100",
        "1999-12, 2000-01, between 2000 and 2100",
        "2100-12, 2101-01, between 2000 and 2100",
        "+999999999-12, +999999999-12, between 2000 and 2100",
        "-9999-01, -9999-02, between 2000 and 2100"
    })
    void saysWhatIsWrong(String from, String to, String why) {
        assertThatExceptionOfType(Months.Refused.class)
                .isThrownBy(() -> Months.read(from, to))
                .withMessageContaining(why);
    }

    @Test
    void takesAsManyMonthsAsItSays() {
        assertThat(Months.read("2020-01", "2022-12").each()).hasSize(Months.MOST);
    }

    @Test
    void beginsTheYearOfTheActInApril() {
        assertThat(Months.yearFrom(2026)).isEqualTo(Months.read("2026-04", "2027-03"));
        assertThat(Months.yearOf(YearMonth.of(2027, 3))).isEqualTo(2026);
        assertThat(Months.yearOf(YearMonth.of(2027, 4))).isEqualTo(2027);
    }
}
