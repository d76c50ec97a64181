package org.pidesk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;

/**
 * What a withdrawal may cost in the database, counted exactly; how fast it is, is for the benchmark to say. Whoever
 * raises a ceiling says why: the last to be raised were for a second person's release, and for the process that is
 * called.
 */
@PiDeskTest
class CostTest {
    private static final int CASES = 10;

    @Test
    void costsNoMoreThanIsWrittenHere(
            @Autowired ApplicationContext product,
            @Autowired JdbcConnectionDetails database,
            @Value("${pidesk.data-dir}") Path data) {
        try (var spectator = new Spectator(database.getJdbcUrl(), data)) {
            var contestant = new Product(product, spectator);
            contestant.prepare(CASES);
            contestant.carryThrough(CASES);
            contestant.prepare(CASES);
            var before = spectator.read(contestant.database());

            contestant.carryThrough(CASES);

            var each = spectator.read(contestant.database()).since(before).each(CASES);
            assertThat(each.statements()).as("statements").isBetween(100.0, 550.0);
            assertThat(each.engineStatements()).as("statements of the engine").isLessThanOrEqualTo(320);
            assertThat(each.rows()).as("rows written").isLessThanOrEqualTo(290);
            // half as much again: a checkpoint in between writes whole pages
            assertThat(each.walBytes() / 1024).as("KB of write-ahead log").isLessThanOrEqualTo(360);
        }
    }
}
