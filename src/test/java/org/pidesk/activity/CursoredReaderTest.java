package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever seals and whoever verifies must read the facts in one order, also where a number gains a digit. */
@PiDeskTest
class CursoredReaderTest {
    @Autowired
    CursoredReader reader;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void countsTransactionsAsNumbers() throws SQLException {
        writtenBy("9");
        writtenBy("10");
        writtenBy("100");

        transaction.executeWithoutResult(status -> {
            assertThat(reader.toSeal(1, 1000))
                    .extracting(CursoredReader.Leaf::transaction)
                    .containsExactly(9L, 10L, 100L);
            assertThat(reader.leaves())
                    .extracting(CursoredReader.Leaf::transaction)
                    .containsExactly(9L, 10L, 100L);
        });
    }

    private void writtenBy(String number) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("insert into fact values ('" + Reference.random()
                    + "', 1, now(), 'TEST', 'system', null, '', '', '\\x00', '" + number + "')");
        }
    }
}
