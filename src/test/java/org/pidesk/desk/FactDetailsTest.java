package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class FactDetailsTest {
    @Autowired
    StaffWords words;

    private FactDetails details;

    @BeforeEach
    void begin() {
        details = new FactDetails(words);
    }

    @ParameterizedTest
    @CsvSource({
        "mail, ONE_FOR_THIS, by a mail for this look-up",
        "mail, ONE_FOR_MANY, by one mail for many look-ups",
        "records, 1, 1 record",
        "records, 2, 2 records",
        "leads, 2, 2 enquiries",
        "recipients, 1, 1 person",
        "leftovers, 0, nothing was left over",
        "found, NO, nothing was found",
        "task, userTask_makeSameChanges, the task: make same changes",
        "due, 2026-12-22, answer due on 22 December 2026",
        "ground, OPEN_DEAL, ground: open deal"
    })
    void areWordsAndNoCodes(String name, String value, String said) {
        assertThat(details.say(Map.of(name, value))).isEqualTo(said);
    }

    @Test
    void leaveOutWhatSaysNothing() {
        assertThat(details.say(Map.of("ground", "NONE", "left", "0", "fields", "3")))
                .isEqualTo("3 fields");
    }
}
