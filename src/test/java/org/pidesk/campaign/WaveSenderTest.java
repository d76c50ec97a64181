package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a carrier is worth another batch, by what became of the last. */
class WaveSenderTest {

    @ParameterizedTest
    @ValueSource(strings = {"SENT", "READY SENT", "READY FAILED", "UNSURE SENT", "LEFT_OUT"})
    void goesOnWhereTheCarrierAnswersOrHadNothingToDo(String batch) {
        assertThat(WaveSender.isWorthAnother(settled(batch))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"READY", "UNSURE", "UNSURE READY", "LEFT_OUT READY", "LEFT_OUT UNSURE READY"})
    void endsItsRoundWhereTheCarrierSaysNothing(String batch) {
        assertThat(WaveSender.isWorthAnother(settled(batch))).isFalse();
    }

    private static List<Settled> settled(String batch) {
        return Arrays.stream(batch.split(" "))
                .map(Status::valueOf)
                .map(status -> new Settled(1, status, null, null, null))
                .toList();
    }
}
