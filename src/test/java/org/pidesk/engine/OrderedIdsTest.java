package org.pidesk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedIdsTest {

    @Test
    void growWithTime() {
        var ids = new OrderedIds();

        var made = IntStream.range(0, 50_000).mapToObj(i -> ids.getNextId()).toList();

        assertThat(made).isSortedAccordingTo(String::compareTo).allMatch(id -> id.matches("[0-9a-z]{16}"));
    }

    @Test
    void areUniqueAcrossThreadsAndNodes() {
        var one = new OrderedIds();
        var other = new OrderedIds();

        var made = IntStream.range(0, 200_000)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? one : other).getNextId())
                .toList();

        assertThat(new HashSet<>(made)).hasSameSizeAs(made);
    }
}
