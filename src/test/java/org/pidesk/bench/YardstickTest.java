package org.pidesk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** The bare engine can carry the emptied models: a benchmark that ends at a model's new attribute measures nothing. */
@PiDeskTest
class YardstickTest {
    @Test
    void carriesEachProcessToItsEnd(
            @Autowired JdbcConnectionDetails database,
            @Autowired IdGenerator ids,
            @Value("${pidesk.data-dir}") Path data) {
        try (var server = new Spectator(database.getJdbcUrl(), data);
                var engine = Yardstick.atItsBest(server, Benchmark.MODELS, ids)) {
            for (var play : Play.ALL) {
                var before = server.read(engine.database());

                engine.carryThrough(play, 1);

                assertThat(server.read(engine.database()).since(before).engineStatements())
                        .as(play.process())
                        .isGreaterThan(100);
            }
        }
    }
}
