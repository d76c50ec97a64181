package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.kernel.Reference;

class FactTest {
    private final Fact fact = Fact.of(Reference.random(), "RECORD_RESTRICTED");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTHING_HOLDS",
                "email",
                "3",
                "v1",
                "2026-11",
                "2026-12-01",
                "2026-11-22T20:00:00.123456Z",
                "2026-11-22T20:00+02:00",
                "userTask_deIdentifyAtSystem",
                "true",
                "PT24H",
                "notes,leads",
                "1",
                "0b9f6a64-9b5c-4b0e-8f58-123456789012"
            })
    void takesCodesCountsAndDates(String value) {
        assertThat(fact.with("detail", value).detail()).containsEntry("detail", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thandi@example.com",
                "Thandi",
                "Thandi Mokoena",
                "called him twice",
                "0821234567",
                "+27821234567",
                "27821234567",
                "082 123 4567",
                "082-123-4567",
                "a0821234567x",
                "",
                "x\ny",
                "a=b",
                "a;b",
                "line\u2028break",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatMayBePersonal(String value) {
        assertThatThrownBy(() -> fact.with("detail", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a fact holds codes, counts and dates only");
    }

    @Test
    void writesValuesOfEveryKindThatAStepHas() {
        var told = fact.with("due", LocalDate.of(2026, 12, 1))
                .with("records", 2)
                .with("until", Instant.EPOCH)
                .with("system", UUID.randomUUID());

        assertThat(told.detail()).hasSize(4);
    }

    @Test
    void namesPeopleByTheirPseudonymOnly() {
        var pseudonym = UUID.randomUUID().toString();

        assertThat(fact.about(pseudonym).about()).isEqualTo(pseudonym);
        assertThatThrownBy(() -> fact.about("Thandi")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesStaffByTheirUserName() {
        assertThat(fact.by("naledi.k").actor()).isEqualTo("naledi.k");
        assertThatThrownBy(() -> fact.by("naledi@example.com")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fact.by("Naledi Khumalo")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesItsKindByACode() {
        assertThatThrownBy(() -> Fact.of(fact.reference(), "restricted the record"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
