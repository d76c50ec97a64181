package org.pidesk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;

/**
 * What a case may cost in the database, counted exactly; how fast it is, is for the benchmark to say. Whoever raises a
 * ceiling says why.
 */
@PiDeskTest
class CostTest {
    private static final int CASES = 10;

    /** For each case. */
    record Ceilings(Play play, double statements, double ofTheEngine, double rows, double logKilobytes) {
        @Override
        public String toString() {
            return play.process();
        }
    }

    static List<Ceilings> ceilings() {
        return List.of(
                new Ceilings(Play.LOOK_UP, 355, 225, 185, 165),
                new Ceilings(Play.ALTERATION, 430, 205, 215, 200),
                new Ceilings(Play.WITHDRAWAL, 685, 326, 322, 285),
                new Ceilings(Play.DE_IDENTIFICATION, 672, 312, 310, 270));
    }

    @ParameterizedTest
    @MethodSource("ceilings")
    void costsNoMoreThanIsWrittenHere(
            Ceilings atMost,
            @Autowired ApplicationContext product,
            @Autowired JdbcConnectionDetails database,
            @Value("${pidesk.data-dir}") Path data) {
        try (var spectator = new Spectator(database.getJdbcUrl(), data);
                var ignored = spectator.withoutWholePages()) {
            var match = new Match(spectator, atMost.play(), CASES);
            var contestant = new Product(product, spectator);
            match.measure(contestant);

            var each = match.measure(contestant);

            assertThat(each.statements()).as("statements").isBetween(100.0, atMost.statements());
            assertThat(each.engineStatements())
                    .as("statements of the engine")
                    .isLessThanOrEqualTo(atMost.ofTheEngine());
            assertThat(each.rows()).as("rows written").isLessThanOrEqualTo(atMost.rows());
            assertThat(each.walBytes() / 1024).as("KB of write-ahead log").isLessThanOrEqualTo(atMost.logKilobytes());
        }
    }
}
