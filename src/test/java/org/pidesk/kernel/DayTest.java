package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayTest {
    @Test
    void isReadAsItIsWritten() {
        assertThat(Day.read("2027-03-31")).isEqualTo(LocalDate.of(2027, 3, 31));
        assertThat(Day.read("1900-01-01")).isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(Day.read("2200-12-31")).isEqualTo(LocalDate.of(2200, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1899-12-31", "2201-01-01", "-5000-01-01", "+999999999-12-31", "2027-02-29", "31-03-2027", ""})
    void isNoneThatNobodyCanMean(String typed) {
        assertThatThrownBy(() -> Day.read(typed)).isInstanceOf(DateTimeParseException.class);
    }
}
